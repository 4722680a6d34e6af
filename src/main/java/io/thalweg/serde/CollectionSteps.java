package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.KeyedFields;
import io.thalweg.mapping.MappedFeatures;

/** The steps of arrays and maps. Stateless; any thread. */
final class CollectionSteps {
    private CollectionSteps() {}

    /** An array whose items all have the array's name. */
    static ValueStep bag(ValueStep item) {
        return (in, to, field) -> {
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    item.read(in, to, field);
                }
            }
        };
    }

    /** An array whose items have names by their positions. */
    static ValueStep vector(ValueStep item, KeyedFields positions, SkipSteps.Skip unwanted) {
        return (in, to, field) -> {
            int position = 0;
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    give(item, positions.of(field, position++), unwanted, in, to);
                }
            }
        };
    }

    /** A map whose values have names by their keys. */
    static ValueStep map(ValueStep value, KeyedFields keys, SkipSteps.Skip unwanted) {
        return (in, to, field) -> {
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    int length = in.readLength();
                    int at = in.position();
                    in.skip(length);
                    give(value, keys.of(field, in.bytes(), at, length), unwanted, in, to);
                }
            }
        };
    }

    /** A map whose values have names of their own. */
    static ValueStep records(ValueStep value) {
        return (in, to, field) -> {
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    in.skip(in.readLength());
                    value.read(in, to, field);
                }
            }
        };
    }

    private static void give(ValueStep step, Field field, SkipSteps.Skip unwanted, BinaryCursor in, MappedFeatures to) {
        if (field == null) {
            unwanted.skip(in);
        } else {
            step.read(in, to, field);
        }
    }
}
