package io.thalweg.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers as the shortest decimal text that says which number it is: {@code 3}, {@code -0.25}, {@code 1E+300}. The same in every version of Java, which
 * {@link Double#toString} is not. Without an allocation for whole numbers, and for others of up to 15 digits. Reused. One thread.
 */
final class DecimalText {
    private static final double LARGEST_EXACT = 1e15;
    private static final double[] POWERS = powers();
    private static final int MOST_DIGITS = 17;

    private byte[] bytes = new byte[32];
    private int from;

    private static double[] powers() {
        double[] powers = new double[16];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the text begins; it goes to the end of the array. */
    int from() {
        return from;
    }

    int length() {
        return bytes.length - from;
    }

    static String of(double number) {
        DecimalText text = new DecimalText();
        text.set(number, false);
        return new String(text.bytes, text.from, text.length(), StandardCharsets.US_ASCII);
    }

    void set(long number) {
        digits(number, 0);
    }

    /**
     * @param number finite
     * @param isFloat whether it stands for the float that it is equal to
     */
    void set(double number, boolean isFloat) {
        for (int places = 0; places < POWERS.length; places++) {
            double scaled = Math.rint(number * POWERS[places]);
            if (Math.abs(scaled) >= LARGEST_EXACT) {
                break;
            }
            double decimal = scaled / POWERS[places];
            if (isFloat ? (float) decimal == (float) number : decimal == number) {
                digits((long) scaled, places);
                return;
            }
        }
        set(shortest(number, isFloat));
    }

    private static String shortest(double number, boolean isFloat) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (isFloat ? rounded.floatValue() == (float) number : rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros().toString();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS)).stripTrailingZeros().toString();
    }

    private void set(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * ascii.length);
        }
        from = bytes.length - ascii.length;
        System.arraycopy(ascii, 0, bytes, from, ascii.length);
    }

    /** @param places how many of the digits stand behind the point; the last of them is not 0 */
    private void digits(long number, int places) {
        int at = bytes.length;
        long left = number;
        int written = 0;
        do {
            if (written == places && places > 0) {
                bytes[--at] = '.';
            }
            bytes[--at] = (byte) ('0' + Math.abs(left % 10));
            left /= 10;
            written++;
        } while (left != 0 || written <= places);
        if (number < 0) {
            bytes[--at] = '-';
        }
        from = at;
    }
}
