package io.thalweg.state;

import java.nio.ByteBuffer;

/** Whole numbers of 0 or more in groups of seven bits, the lowest first, the eighth bit saying that another follows. Stateless; any thread. */
public final class SevenBits {
    /** The most that a number takes. */
    public static final int MOST_BYTES = 9;

    private static final int MORE = 0x80;

    private SevenBits() {}

    public static void put(ByteBuffer out, long number) {
        long left = number;
        for (; left >= MORE; left >>>= 7) {
            out.put((byte) (left | MORE));
        }
        out.put((byte) left);
    }

    /** The number at the buffer's position, which moves behind it; -1 if it does not end in the buffer, or is none. */
    public static long get(ByteBuffer in) {
        long number = 0;
        for (int group = 0; group < MOST_BYTES && in.hasRemaining(); group++) {
            long bits = in.get();
            number |= (bits & MORE - 1) << 7 * group;
            if (bits >= 0) {
                return number;
            }
        }
        return -1;
    }
}
