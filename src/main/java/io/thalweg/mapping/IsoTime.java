package io.thalweg.mapping;

import java.nio.charset.StandardCharsets;

/**
 * Reads times in ISO 8601 from bytes: {@code 2024-01-31}, {@code 2024-01-31T12:30}, with seconds and a fraction of any length or without, a blank in place of
 * the T or not, and {@code Z}, {@code ±hh}, {@code ±hhmm}, {@code ±hh:mm} or nothing, which is UTC, at the end. Years have four digits, and there are no
 * leap seconds. Allocates nothing. Reused. One thread.
 */
public final class IsoTime {
    /** What {@link #parse} says of what is not a time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private byte[] bytes;
    private int at;
    private int end;
    private boolean wrong;

    /** Milliseconds since 1970 UTC, cut off to whole ones; {@link #NONE} if the bytes are not a time. */
    public long parse(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        at = from;
        end = from + length;
        wrong = false;
        long ms = CalendarParts.DAY_MS * date();
        if (at < end) {
            wrong |= bytes[at] != 'T' && bytes[at] != 't' && bytes[at] != ' ';
            at++;
            ms += timeOfDay();
            ms -= offset();
        }
        return wrong || at != end ? NONE : ms;
    }

    /** The same of a text. */
    public long parse(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return parse(utf8, 0, utf8.length);
    }

    private long date() {
        int year = number(4, 0, 9999);
        expect('-');
        int month = number(2, 1, 12);
        expect('-');
        int day = number(2, 1, 31);
        if (wrong) {
            return 0;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        wrong = day > DAYS[month - 1] + (leap && month == 2 ? 1 : 0);
        return epochDay(year, month, day);
    }

    /** Days since 1970: Hinnant 2014, chrono-Compatible Low-Level Date Algorithms, days_from_civil. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private long timeOfDay() {
        long ms = number(2, 0, 23) * 3_600_000L;
        expect(':');
        ms += number(2, 0, 59) * 60_000L;
        if (is(':')) {
            at++;
            ms += number(2, 0, 59) * 1000L;
            if (is('.') || is(',')) {
                at++;
                ms += fraction();
            }
        }
        return ms;
    }

    private int fraction() {
        int ms = 0;
        int scale = 100;
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            ms += (bytes[at++] - '0') * scale;
            scale /= 10;
        }
        wrong |= at == start;
        return ms;
    }

    private long offset() {
        if (is('Z') || is('z')) {
            at++;
            return 0;
        }
        if (!is('+') && !is('-')) {
            return 0;
        }
        int sign = bytes[at++] == '-' ? -1 : 1;
        long minutes = number(2, 0, 18) * 60L;
        if (is(':')) {
            at++;
            minutes += number(2, 0, 59);
        } else if (at < end) {
            minutes += number(2, 0, 59);
        }
        return sign * minutes * 60_000;
    }

    private boolean is(char character) {
        return at < end && bytes[at] == character;
    }

    private void expect(char character) {
        wrong |= !is(character);
        at++;
    }

    private int number(int digits, int least, int most) {
        int number = 0;
        for (int i = 0; i < digits; i++, at++) {
            if (at >= end || bytes[at] < '0' || bytes[at] > '9') {
                wrong = true;
            } else {
                number = 10 * number + bytes[at] - '0';
            }
        }
        wrong |= number < least || number > most;
        return number;
    }
}
