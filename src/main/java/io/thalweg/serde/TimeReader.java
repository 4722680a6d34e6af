package io.thalweg.serde;

import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * Reads times of Avro's logical types as milliseconds: since 1970 UTC if there is a date, else since midnight. Local times count as UTC. Before 1970 too:
 * what is finer than a millisecond is cut off towards the past. Immutable; any thread.
 *
 * @param perMs how many of its units are a millisecond, if they are not longer
 * @param unitMs else how long a unit is
 */
record TimeReader(boolean isInt, boolean hasDate, boolean hasHour, long perMs, long unitMs) {
    private static final long DAY_MS = 86_400_000;

    /** Null if the type is not a time. */
    static TimeReader of(Schema type) {
        LogicalType logical = type.getLogicalType();
        if (logical == null) {
            return null;
        }
        boolean isInt = type.getType() == Schema.Type.INT;
        return switch (logical.getName()) {
            case "date" -> new TimeReader(isInt, true, false, 1, DAY_MS);
            case "time-millis" -> new TimeReader(isInt, false, true, 1, 1);
            case "time-micros" -> new TimeReader(isInt, false, true, 1000, 1);
            case "timestamp-millis", "local-timestamp-millis" -> new TimeReader(isInt, true, true, 1, 1);
            case "timestamp-micros", "local-timestamp-micros" -> new TimeReader(isInt, true, true, 1000, 1);
            case "timestamp-nanos", "local-timestamp-nanos" -> new TimeReader(isInt, true, true, 1_000_000, 1);
            default -> null;
        };
    }

    long read(BinaryCursor in) {
        return ms(raw(in));
    }

    /** The number as it is written. */
    long raw(BinaryCursor in) {
        return isInt ? in.readInt() : in.readLong();
    }

    long ms(long raw) {
        return perMs == 1 ? raw * unitMs : Math.floorDiv(raw, perMs);
    }
}
