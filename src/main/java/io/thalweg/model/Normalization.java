package io.thalweg.model;

import io.thalweg.example.Features;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Brings features to a common scale, from what has been seen of each so far: one that is in nearly every example is centred and divided by its
 * standard deviation; a rarer one is divided by its root mean square, so that its absence stays 0; one that has had a single value is an indicator. One
 * shared copy for all experts. One thread.
 *
 * <p>Kept for each feature, in the first three floats of its state: count of sightings, mean, variance. A value further from the mean than ten standard
 * deviations, and than the mean is from 0, is an outlier, and counts as that far, in the statistics and in the result; so an indicator that is suddenly 1000
 * counts as 2.
 *
 * <p>Counts are floats. When the count of examples would reach 2^23 it is halved and the epoch advances; a block of an older epoch halves its counts when one of
 * its features is next seen. Halving is exact, so when it happens does not matter.
 *
 * <p>Invariant: a feature that has been in every example has the count of examples, to the last bit, because both add up the same floats in the same order. What
 * is constant in every example would otherwise be taken for an indicator whenever the roundings differ.
 */
final class Normalization implements Persistent {
    static final int FLOATS = 3;

    private static final float MAX_EXAMPLES = 1 << 23;
    private static final float MAX_COUNT = 1 << 20;
    private static final float DENSE = 0.9f;
    static final float OUTLIER = 10;
    private static final int OUTLIER_AFTER = 16;
    private static final float CONSTANT = 1e-12f;

    private final Blocks blocks;
    private final int first;
    private final int stride;
    private final int blockShift;
    private final float maxExamples;
    /** Of the example at hand, by place in the row. */
    private float[] counts = new float[64];

    private float[] shares = new float[64];
    private float[] means = new float[64];
    private float[] variances = new float[64];
    private float[] squares = new float[64];
    private float[] within = new float[64];
    private float examples;
    private int epoch;

    Normalization(Blocks blocks, int stride, int blockShift) {
        this(blocks, stride, blockShift, MAX_EXAMPLES);
    }

    /** @param maxExamples the count of examples stays below */
    Normalization(Blocks blocks, int stride, int blockShift, float maxExamples) {
        this.blocks = blocks;
        first = blocks.first();
        this.stride = stride;
        this.blockShift = blockShift;
        this.maxExamples = maxExamples;
    }

    /**
     * Takes notice of an example, and makes {@code row} its normalized features. Counts are gathered first, in a loop of its own: so small a loop begins all
     * cache misses of the example together.
     */
    void observe(Features x, double importance, Row row) {
        float weight = (float) importance;
        if (examples + weight >= maxExamples) {
            examples /= 2;
            epoch++;
        }
        examples += weight;
        if (epoch > 0) {
            bringCurrent(x);
        }
        locate(x, row);
        gatherCounts(row);
        count(row.size(), weight);
        mark(x);
        learn(row.size(), x.values(), row.positions());
        normalize(row);
    }

    /** Makes {@code row} an example's normalized features; those never seen before are 0 in it. */
    void apply(Features x, Row row) {
        locate(x, row);
        float[] floats = blocks.floats();
        for (int k = 0; k < x.size(); k++) {
            int at = row.positions()[k];
            counts[k] = count(at);
            means[k] = floats[at + 1];
            variances[k] = floats[at + 2];
            within[k] = within(x.values()[k], counts[k], means[k], variances[k]);
        }
        normalize(row);
    }

    /** Makes {@code row} of features that are normalized already. */
    void take(Features x, Row row) {
        row.place(x, first, stride);
        System.arraycopy(x.values(), 0, row.values(), 0, x.size());
    }

    private void locate(Features x, Row row) {
        int size = x.size();
        row.place(x, first, stride);
        if (size > counts.length) {
            counts = new float[2 * size];
            shares = new float[2 * size];
            means = new float[2 * size];
            variances = new float[2 * size];
            squares = new float[2 * size];
            within = new float[2 * size];
        }
    }

    private void gatherCounts(Row row) {
        int[] positions = row.positions();
        float[] floats = blocks.floats();
        float[] counts = this.counts;
        for (int k = 0; k < row.size(); k++) {
            counts[k] = floats[positions[k]];
        }
    }

    private void count(int size, float weight) {
        float[] counts = this.counts;
        float[] shares = this.shares;
        float most = Math.max(weight, MAX_COUNT);
        for (int k = 0; k < size; k++) {
            counts[k] += weight;
            shares[k] = weight / Math.max(Float.MIN_VALUE, Math.min(counts[k], most));
        }
    }

    /** The state of these features is going to change. */
    void mark(Features x) {
        int[] indices = x.indices();
        boolean[] dirty = blocks.dirty();
        for (int k = 0; k < x.size(); k++) {
            dirty[indices[k] >>> blockShift] = true;
        }
    }

    /** The first sighting is none of its own: its share is 1, and what it finds is 0. */
    private void learn(int size, float[] x, int[] positions) {
        float[] floats = blocks.floats();
        float[] counts = this.counts;
        float[] shares = this.shares;
        float[] means = this.means;
        float[] variances = this.variances;
        System.arraycopy(x, 0, within, 0, size);
        for (int k = 0; k < size; k++) {
            int at = positions[k];
            float count = counts[k];
            float mean = floats[at + 1];
            float variance = floats[at + 2];
            float deviation = x[k] - mean;
            if (isSuspect(deviation, count, variance)) {
                within[k] = within(x[k], count, mean, variance);
                deviation = withinMost(deviation, count, mean, variance);
            }
            float share = shares[k];
            float moved = deviation * share;
            float learned = variance + (deviation * (deviation - moved) - variance) * share;
            means[k] = mean + moved;
            variances[k] = learned < 0 ? 0 : learned;
            floats[at] = count;
            floats[at + 1] = means[k];
            floats[at + 2] = variances[k];
        }
    }

    /** How far from its mean a value may be; infinite while too little is known. */
    static float most(float count, float mean, float variance) {
        float most = Math.max(OUTLIER * (float) Math.sqrt(variance), Math.abs(mean));
        return count > OUTLIER_AFTER && most > 0 ? most : Float.POSITIVE_INFINITY;
    }

    private static boolean isSuspect(float deviation, float count, float variance) {
        return deviation * deviation > OUTLIER * OUTLIER * variance && count > OUTLIER_AFTER;
    }

    private static float withinMost(float deviation, float count, float mean, float variance) {
        float most = most(count, mean, variance);
        return Math.max(-most, Math.min(most, deviation));
    }

    /** The value, or what an outlier counts as: its bound is the same on both sides of 0. */
    private static float within(float x, float count, float mean, float variance) {
        if (!isSuspect(x - mean, count, variance)) {
            return x;
        }
        float bound = Math.abs(mean) + most(count, mean, variance);
        return Math.max(-bound, Math.min(bound, x));
    }

    /**
     * All features as if they were rare and not too small for a float to hold their square, which makes a loop without branches; then the others as they are.
     * For an indicator it makes no difference: the root of a float's square is that float.
     */
    private void normalize(Row row) {
        int size = row.size();
        float[] raw = within;
        float[] values = row.values();
        float[] means = this.means;
        float[] variances = this.variances;
        float[] squares = this.squares;
        for (int k = 0; k < size; k++) {
            squares[k] = variances[k] + means[k] * means[k];
            values[k] = Math.max(-OUTLIER, Math.min(OUTLIER, raw[k] / (float) Math.sqrt(squares[k])));
        }
        float dense = DENSE * examples;
        for (int k = 0; k < size; k++) {
            if (counts[k] >= dense || squares[k] < Float.MIN_NORMAL) {
                values[k] = normalized(counts[k], means[k], variances[k], raw[k]);
            }
        }
    }

    private void bringCurrent(Features x) {
        int[] indices = x.indices();
        for (int k = 0; k < x.size(); k++) {
            int block = indices[k] >>> blockShift;
            if (blocks.epochs()[block] != epoch) {
                bringCurrent(block);
            }
        }
    }

    /** Whether the feature has been in an example; one that was there once, long ago, may be forgotten. */
    boolean hasSeen(int index) {
        return blocks.floats()[position(index)] > 0;
    }

    /** Where the state of a feature begins. */
    int position(int index) {
        return first + index * stride;
    }

    private float normalized(float count, float mean, float variance, float x) {
        if (variance == 0 && x == mean) {
            return isInAll(count) ? 0 : Math.signum(x);
        }
        float v;
        if (isDense(count)) {
            if (isConstant(mean, variance)) {
                return isInAll(count) ? 0 : Math.signum(x);
            }
            v = (x - mean) / (float) Math.sqrt(variance);
        } else {
            float square = variance + mean * mean;
            v = square > 0 ? x / (float) Math.sqrt(square) : 0;
        }
        return Math.max(-OUTLIER, Math.min(OUTLIER, v));
    }

    /** The count as it would be in the present epoch. */
    float count(int at) {
        int lag = epoch - blocks.epochs()[(at - first) / stride >>> blockShift];
        return Math.scalb(blocks.floats()[at], -lag);
    }

    private void bringCurrent(int block) {
        float[] floats = blocks.floats();
        int lag = epoch - blocks.epochs()[block];
        int end = Math.min(first + (block + 1) * blocks.blockFloats(), floats.length);
        for (int at = first + block * blocks.blockFloats(); at < end; at += stride) {
            floats[at] = Math.scalb(floats[at], -lag);
        }
        blocks.epochs()[block] = epoch;
    }

    boolean isDense(float count) {
        return count >= DENSE * examples;
    }

    /** Whether a feature of this count has been in every example. */
    boolean isInAll(float count) {
        return count >= examples;
    }

    static boolean isConstant(float mean, float variance) {
        return variance <= CONSTANT * mean * mean;
    }

    @Override
    public void clear() {
        examples = 0;
        epoch = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeFloat(examples);
        out.writeInt(epoch);
    }

    @Override
    public void read(DataInput in) throws IOException {
        examples = in.readFloat();
        epoch = in.readInt();
    }
}
