package io.thalweg.format;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes, to the same bits as {@link Float#parseFloat} and {@link Double#parseDouble}: an optional
 * sign, digits with or without a point, an optional exponent; or {@code nan}, {@code inf}, {@code infinity} in any case. Neither
 * hexadecimal nor type suffixes. A number beyond the range becomes infinite. Reused from number to number. One thread.
 *
 * <p>Why the fast ways are exact. A text is mantissa · 10^exponent, its mantissa an integer of up to 18 digits. (1) As a double,
 * when mantissa ≤ 2^53 and |exponent| ≤ 22, both factors are exact and IEEE division or multiplication rounds once (Clinger 1990,
 * How to read floating point numbers accurately). (2) As a float, by way of a double that is less than 3 units in the last place
 * away: 1 for the mantissa, 1 for the power, ½ for the product, less than ¼ for digits left out. The exact number and the double
 * round to the same float unless a midpoint of two floats lies between them; midpoints are the doubles whose 29 low bits are a 1
 * and zeros. Closer than {@value #MARGIN} units to one, and below the normal floats, the JDK decides.
 */
final class NumberText {
    private static final int DIGITS = 18;
    private static final long EXACT_MANTISSA = 1L << 53;
    private static final int EXACT_EXPONENT = 22;
    private static final int LARGEST_EXPONENT = 60;
    private static final int UNBOUNDED_EXPONENT = 1 << 26;
    private static final int NOT_DECIMAL = Integer.MAX_VALUE;
    private static final double[] POWERS = powers();
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final long BELOW_FLOAT = (1L << 29) - 1;
    private static final long MIDPOINT = 1L << 28;
    private static final int MARGIN = 8;

    private byte[] bytes;
    private int from;
    private int to;
    private double sign;
    private long mantissa;
    private int exponent;

    /** The number, if the exponent is {@link #NOT_DECIMAL}. */
    private double word;

    private static double[] powers() {
        double[] powers = new double[2 * LARGEST_EXPONENT + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + (i - LARGEST_EXPONENT));
        }
        return powers;
    }

    /** Whether all of the bytes are one number; if so, it is the present one. */
    boolean parse(byte[] bytes, int from, int to) {
        return from < to && scan(bytes, from, to) == to;
    }

    /**
     * Reads the longest number that begins at {@code from} and makes it the present one.
     *
     * @return where it ends, exclusive; {@code from} if there is none
     */
    int scan(byte[] bytes, int from, int to) {
        if (this.bytes != bytes) {
            this.bytes = bytes;
        }
        this.from = from;
        if (from == to) {
            return from;
        }
        byte b = bytes[from];
        int first = b == '-' || b == '+' ? from + 1 : from;
        sign = b == '-' ? -1 : 1;
        int at = wholeDigits(first, to);
        int digits = at - first;
        int scale = 0;
        if (at < to && bytes[at] == '.') {
            int point = at + 1;
            at = digits(point, to);
            scale = point - at;
            digits -= scale;
        }
        exponent = scale;
        if (digits == 0) {
            return word(first, to);
        }
        if (digits > DIGITS) {
            cutMantissa(first, at);
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at = exponent(at, to);
        }
        return this.to = at;
    }

    private int wholeDigits(int from, int to) {
        mantissa = 0;
        if (from < to && isDigit(bytes[from])) {
            if (from + 1 < to && isDigit(bytes[from + 1])) {
                return digits(from, to);
            }
            mantissa = bytes[from] - '0';
            return from + 1;
        }
        return from;
    }

    /** Appends digits to the mantissa, up to eight at once; returns where they end. */
    private int digits(int from, int to) {
        int at = from;
        int run;
        do {
            long word = EightBytes.upTo(bytes, at) ^ EightBytes.DIGIT_ZERO;
            run = Math.min(EightBytes.first(EightBytes.aboveNine(word)), to - at);
            // The digits of the run become the last of the eight, behind zeros; in two shifts, for one by 64 would be
            // none.
            int half = Byte.SIZE / 2 * (Long.BYTES - run);
            mantissa = mantissa * TENS[run] + EightBytes.decimal(word << half << half);
            at += run;
        } while (run == Long.BYTES);
        return at;
    }

    /** Takes the first {@value #DIGITS} digits behind leading zeros, and lets the exponent stand for the rest. */
    private void cutMantissa(int first, int end) {
        mantissa = 0;
        int digits = 0;
        for (int i = first; i < end; i++) {
            if (bytes[i] != '.' && (digits > 0 || bytes[i] != '0')) {
                if (digits++ < DIGITS) {
                    mantissa = 10 * mantissa + bytes[i] - '0';
                } else {
                    exponent++;
                }
            }
        }
    }

    private int exponent(int letter, int to) {
        int at = letter + 1;
        boolean below = at < to && bytes[at] == '-';
        if (below || at < to && bytes[at] == '+') {
            at++;
        }
        if (at == to || !isDigit(bytes[at])) {
            return letter;
        }
        int value = bytes[at++] - '0';
        if (at < to && isDigit(bytes[at])) {
            value = 10 * value + bytes[at++] - '0';
            while (at < to && isDigit(bytes[at])) {
                value = Math.min(10 * value + bytes[at++] - '0', UNBOUNDED_EXPONENT);
            }
        }
        exponent += below ? -value : value;
        return at;
    }

    private int word(int first, int to) {
        exponent = NOT_DECIMAL;
        if (startsWith("nan", first, to)) {
            word = Double.NaN;
            return this.to = first + 3;
        }
        if (startsWith("inf", first, to)) {
            word = Double.POSITIVE_INFINITY;
            return this.to = first + (startsWith("infinity", first, to) ? 8 : 3);
        }
        return from;
    }

    private boolean startsWith(String lowerCase, int at, int to) {
        if (to - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((bytes[at + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The present number; the bytes that it was read from must not have changed. */
    float floatValue() {
        if (Math.abs(exponent) <= LARGEST_EXPONENT) {
            double value = mantissa * POWERS[LARGEST_EXPONENT + exponent];
            long fromMargin = Double.doubleToRawLongBits(value) - (MIDPOINT - MARGIN) & BELOW_FLOAT;
            if (fromMargin > 2 * MARGIN && value >= Float.MIN_NORMAL) {
                return (float) (sign * value);
            }
        }
        if (exponent == NOT_DECIMAL) {
            return (float) (sign * word);
        }
        return mantissa == 0 ? (float) (sign * 0) : Float.parseFloat(text());
    }

    /** The present number; the bytes that it was read from must not have changed. */
    double doubleValue() {
        if (exponent == NOT_DECIMAL) {
            return sign * word;
        }
        if (mantissa == 0) {
            return sign * 0;
        }
        if (mantissa <= EXACT_MANTISSA && Math.abs(exponent) <= EXACT_EXPONENT) {
            double power = POWERS[LARGEST_EXPONENT + Math.abs(exponent)];
            return sign * (exponent < 0 ? mantissa / power : mantissa * power);
        }
        return Double.parseDouble(text());
    }

    private String text() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
