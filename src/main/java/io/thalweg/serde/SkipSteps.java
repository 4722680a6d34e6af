package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.MappedFeatures;
import java.util.Arrays;
import org.apache.avro.Schema;

/** Steps over a value that nobody wants. Knows the frequent types itself, and leaves the others to {@link SkippedValue}. Immutable; any thread. */
final class SkipSteps {
    /** A step that only skips: where all are, the whole is skipped at once. */
    interface Skip extends ValueStep {
        void skip(BinaryCursor in);

        @Override
        default void read(BinaryCursor in, MappedFeatures to, Field field) {
            skip(in);
        }
    }

    private SkipSteps() {}

    static Skip of(Schema type) {
        return switch (type.getType()) {
            case NULL -> in -> {};
            case BOOLEAN -> in -> in.skip(1);
            case INT -> BinaryCursor::readInt;
            case LONG -> BinaryCursor::readLong;
            case FLOAT -> in -> in.skip(Float.BYTES);
            case DOUBLE -> in -> in.skip(Double.BYTES);
            case STRING, BYTES -> in -> in.skip(in.readLength());
            default -> new SkippedValue(type)::skip;
        };
    }

    static boolean areAll(ValueStep... steps) {
        return Arrays.stream(steps).allMatch(Skip.class::isInstance);
    }
}
