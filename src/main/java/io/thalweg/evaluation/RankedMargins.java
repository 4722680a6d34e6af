package io.thalweg.evaluation;

import java.util.Arrays;

/**
 * Margins of examples of two classes, to be ranked: the area under the ROC curve is the Mann–Whitney statistic over the number of pairs, each
 * pair weighted by both importances, ties counted half. Margins are compared as floats. Reused. One thread.
 */
final class RankedMargins {
    private final float[] importances;
    private final long[] keys;
    private int count;

    RankedMargins(int capacity) {
        importances = new float[capacity];
        keys = new long[capacity];
    }

    void clear() {
        count = 0;
    }

    /** @param positive whether its label is 1 */
    void add(float importance, float margin, boolean positive) {
        int bits = Float.floatToRawIntBits(margin + 0f); // −0 becomes 0
        int ordered = bits ^ bits >> 31 & Integer.MAX_VALUE;
        importances[count] = importance;
        keys[count] = (long) ordered << 32 | (long) count << 1 | (positive ? 1 : 0);
        count++;
    }

    /** NaN unless there are examples of both classes. */
    double area() {
        Arrays.sort(keys, 0, count);
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
}
