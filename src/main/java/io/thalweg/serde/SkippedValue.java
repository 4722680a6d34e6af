package io.thalweg.serde;

import java.util.Set;
import org.apache.avro.Schema;

/**
 * Steps over a value that nobody wants, in Avro's binary encoding, as its writer's schema describes it. What takes no bytes is not looked at: records of records of
 * nothing would take for ever, and arrays of them too. Immutable; any thread.
 */
final class SkippedValue {
    /** A value nested deeper is refused: recursive schemas would let a record overflow the stack. */
    private static final int MAX_DEPTH = 100;

    private final Schema schema;
    private final Set<Schema> withoutBytes;

    SkippedValue(Schema schema) {
        this.schema = schema;
        withoutBytes = new WithoutBytes(schema).found();
    }

    /** Whether every such value takes no bytes at all, so that any number of them may follow. */
    boolean takesNoBytes() {
        return withoutBytes.contains(schema);
    }

    /** @throws io.thalweg.example.RejectedExampleException if the bytes are not such a value */
    void skip(BinaryCursor in) {
        skip(schema, in, 0);
    }

    private void skip(Schema schema, BinaryCursor in, int depth) {
        if (withoutBytes.contains(schema)) {
            return;
        }
        if (depth > MAX_DEPTH) {
            throw BinaryCursor.undecodable("a value is nested more than " + MAX_DEPTH + " deep", in.position());
        }
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> in.skip(1);
            case INT, ENUM -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.skip(Float.BYTES);
            case DOUBLE -> in.skip(Double.BYTES);
            case STRING, BYTES -> in.skip(in.readLength());
            case FIXED -> in.skip(schema.getFixedSize());
            case UNION -> {
                int branch = in.readBranch(schema.getTypes().size());
                skip(schema.getTypes().get(branch), in, depth + 1);
            }
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    skip(field.schema(), in, depth + 1);
                }
            }
            case ARRAY -> skipBlocks(schema.getElementType(), false, in, depth);
            case MAP -> skipBlocks(schema.getValueType(), true, in, depth);
        }
    }

    private void skipBlocks(Schema item, boolean keyed, BinaryCursor in, int depth) {
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            if (count < 0) {
                in.skip(in.readLength());
                continue;
            }
            for (long i = 0; i < count; i++) {
                int start = in.position();
                if (keyed) {
                    in.skip(in.readLength());
                }
                skip(item, in, depth + 1);
                if (in.position() == start) {
                    // Items of this schema take no bytes, so that no end of the bytes would end this loop.
                    break;
                }
            }
        }
    }
}
