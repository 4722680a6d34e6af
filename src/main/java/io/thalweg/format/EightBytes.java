package io.thalweg.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text looked at together, as one long whose lowest byte is the first. What is found is marked by the high bit of
 * its byte; only the lowest mark of a word is to be trusted (Mycroft's test for a zero byte, in Warren 2012, Hacker's Delight,
 * section 6-1).
 */
final class EightBytes {
    static final long DIGIT_ZERO = each('0');

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private EightBytes() {}

    static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    /** The same, with zeros for what lies behind the end of the array. */
    static long upTo(byte[] bytes, int index) {
        return index <= bytes.length - Long.BYTES ? at(bytes, index) : last(bytes, index);
    }

    private static long last(byte[] bytes, int index) {
        long word = 0;
        for (int i = bytes.length - 1; i >= index; i--) {
            word = word << Byte.SIZE | bytes[i] & 0xff;
        }
        return word;
    }

    static long each(char character) {
        return character * ONES;
    }

    /** Marks the bytes that are equal in both words. */
    static long equal(long word, long other) {
        long difference = word ^ other;
        return difference - ONES & ~difference & HIGHS;
    }

    /** Marks the bytes above 9. */
    static long aboveNine(long word) {
        return ((word & ~HIGHS) + 0x76 * ONES | word) & HIGHS;
    }

    /** The place of the first mark, 0 to 7; 8 if there is none. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** The number whose eight digits, 0 to 9 each, are the bytes. */
    static long decimal(long digits) {
        long pairs = digits * (10 << 8 | 1) >>> 8 & 0x00ff00ff00ff00ffL;
        long fours = pairs * (100 << 16 | 1) >>> 16 & 0x0000ffff0000ffffL;
        return fours * (10_000L << 32 | 1) >>> 32;
    }
}
