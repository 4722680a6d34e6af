package io.thalweg.serde;

import org.apache.avro.Schema;

/** Reads one number of the type that a writer chose. Stateless; any thread. */
@FunctionalInterface
interface NumberReader {
    double read(BinaryCursor in);

    /**
     * @param path the field's name, for the message
     * @throws UnreadableSchemaException if the type is not a number
     */
    static NumberReader of(String path, Schema type) {
        return of(path, type, "int, long, float or double");
    }

    /** @param allowed what the type may be, for the message */
    static NumberReader of(String path, Schema type, String allowed) {
        return switch (type.getType()) {
            case INT -> BinaryCursor::readInt;
            case LONG -> BinaryCursor::readLong;
            case FLOAT -> BinaryCursor::readFloat;
            case DOUBLE -> BinaryCursor::readDouble;
            default -> throw new UnreadableSchemaException(path, type, allowed);
        };
    }
}
