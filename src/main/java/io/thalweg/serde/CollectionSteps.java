package io.thalweg.serde;

import io.thalweg.mapping.KeyedFields;

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
    static ValueStep vector(ValueStep item, KeyedFields positions) {
        return (in, to, field) -> {
            int position = 0;
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    item.read(in, to, positions.of(field, position++));
                }
            }
        };
    }

    /** A map whose values have names by their keys. */
    static ValueStep map(ValueStep value, KeyedFields keys) {
        return (in, to, field) -> {
            for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
                for (int i = 0; i < count; i++) {
                    int length = in.readLength();
                    int at = in.position();
                    in.skip(length);
                    value.read(in, to, keys.of(field, in.bytes(), at, length));
                }
            }
        };
    }
}
