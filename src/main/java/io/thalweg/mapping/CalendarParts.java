package io.thalweg.mapping;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hour and weekday of a time, UTC, in the proleptic Gregorian calendar; before 1970 too. Stateless; any thread. */
final class CalendarParts {
    static final long DAY_MS = 86_400_000;

    private static final long HOUR_MS = 3_600_000;

    /** 1 January 1970 was a Thursday: three days behind the Monday that weekdays are counted from. */
    private static final int MONDAY_TO_EPOCH = 3;

    private static final byte[][] WEEKDAYS =
            names(Stream.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"));
    private static final byte[][] HOURS = names(IntStream.range(0, 24).mapToObj(Integer::toString));

    private CalendarParts() {}

    private static byte[][] names(Stream<String> texts) {
        return texts.map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    }

    /** {@code 0} to {@code 23}. */
    static byte[] hour(long ms) {
        return HOURS[(int) (Math.floorMod(ms, DAY_MS) / HOUR_MS)];
    }

    /** {@code monday} to {@code sunday}. */
    static byte[] weekday(long ms) {
        return WEEKDAYS[(int) Math.floorMod(Math.floorDiv(ms, DAY_MS) + MONDAY_TO_EPOCH, 7L)];
    }
}
