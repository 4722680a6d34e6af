package io.thalweg.mapping;

import java.util.Locale;

/** What a field's values become features as. The order is part of the encoding of {@link FieldKinds}. */
public enum Kind {
    /** One numeric feature. */
    NUMBER,
    /** One category. */
    CATEGORY,
    /** Hour and weekday. */
    TIME,
    /** Any number of categories. */
    BAG,
    /** A numeric feature for each position. */
    VECTOR,
    /** Fields of its own. */
    RECORD,
    /** Any number of records, whose fields add up. */
    RECORDS,
    /** Fields that the data names. */
    MAP;

    /** As one bit of a set of kinds. */
    public int bit() {
        return 1 << ordinal();
    }

    /** The kinds of a set, for messages. */
    static String named(int kinds) {
        StringBuilder named = new StringBuilder();
        for (Kind kind : values()) {
            if ((kinds & kind.bit()) != 0) {
                named.append(named.isEmpty() ? "a " : " or a ")
                        .append(kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return named.toString();
    }
}
