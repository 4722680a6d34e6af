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
 * <p>Kept for each feature, in the first three floats of its state: count of sightings, mean, variance. An outlier counts as ten standard deviations,
 * in the statistics and in the result.
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
    private static final float OUTLIER = 10;
    private static final int OUTLIER_AFTER = 16;
    private static final float CONSTANT = 1e-12f;

    private final Blocks blocks;
    private final int stride;
    private final int blockShift;
    private final float maxExamples;
    private float examples;
    private int epoch;

    Normalization(Blocks blocks, int stride, int blockShift) {
        this(blocks, stride, blockShift, MAX_EXAMPLES);
    }

    /** @param maxExamples the count of examples stays below */
    Normalization(Blocks blocks, int stride, int blockShift, float maxExamples) {
        this.blocks = blocks;
        this.stride = stride;
        this.blockShift = blockShift;
        this.maxExamples = maxExamples;
    }

    /**
     * Takes notice of an example, and puts its normalized features into {@code row}. Counting comes first, in a loop of its own: so small a loop begins all cache
     * misses of the example together.
     */
    void observe(Features x, double importance, Row row) {
        float weight = (float) importance;
        if (examples + weight >= maxExamples) {
            examples /= 2;
            epoch++;
        }
        examples += weight;
        float[] floats = blocks.floats();
        boolean[] dirty = blocks.dirty();
        for (int k = 0; k < x.size(); k++) {
            int index = x.indices()[k];
            int block = index >>> blockShift;
            if (blocks.epochs()[block] != epoch) {
                bringCurrent(block);
            }
            floats[index * stride] += weight;
            dirty[block] = true;
        }
        for (int k = 0; k < x.size(); k++) {
            int at = x.indices()[k] * stride;
            learn(floats, at, x.values()[k], weight);
            row.add(at, normalized(floats, at, floats[at], x.values()[k]));
        }
    }

    /** Puts an example's normalized features into {@code row}; those never seen before are left out. */
    void apply(Features x, Row row) {
        float[] floats = blocks.floats();
        for (int k = 0; k < x.size(); k++) {
            int at = x.indices()[k] * stride;
            if (floats[at] > 0) {
                row.add(at, normalized(floats, at, count(at), x.values()[k]));
            }
        }
    }

    private static void learn(float[] floats, int at, float x, float weight) {
        float count = floats[at];
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        if (x == mean && variance == 0) {
            return;
        }
        if (count == weight) {
            floats[at + 1] = x;
            floats[at + 2] = 0;
            return;
        }
        float share = weight / Math.min(count, MAX_COUNT);
        float deviation = x - mean;
        if (count > OUTLIER_AFTER && variance > 0 && deviation * deviation > OUTLIER * OUTLIER * variance) {
            deviation = Math.copySign(OUTLIER * (float) Math.sqrt(variance), deviation);
        }
        float moved = deviation * share;
        floats[at + 1] = mean + moved;
        floats[at + 2] = Math.max(0, variance + (deviation * (deviation - moved) - variance) * share);
    }

    private float normalized(float[] floats, int at, float count, float x) {
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        if (variance == 0 && x == mean) {
            return count >= examples ? 0 : Math.signum(x);
        }
        float v;
        if (count >= DENSE * examples) {
            if (variance <= CONSTANT * mean * mean) {
                return count >= examples ? 0 : Math.signum(x);
            }
            v = (x - mean) / (float) Math.sqrt(variance);
        } else {
            float square = variance + mean * mean;
            v = square > 0 ? x / (float) Math.sqrt(square) : 0;
        }
        return Math.max(-OUTLIER, Math.min(OUTLIER, v));
    }

    /** The count as it would be in the present epoch. */
    private float count(int at) {
        int lag = epoch - blocks.epochs()[at / stride >>> blockShift];
        return Math.scalb(blocks.floats()[at], -lag);
    }

    private void bringCurrent(int block) {
        float[] floats = blocks.floats();
        int lag = epoch - blocks.epochs()[block];
        int end = Math.min((block + 1) * blocks.blockFloats(), floats.length);
        for (int at = block * blocks.blockFloats(); at < end; at += stride) {
            floats[at] = Math.scalb(floats[at], -lag);
        }
        blocks.epochs()[block] = epoch;
    }

    /** How the raw values of the feature at a position are taken now. */
    Scaling scaling(int at) {
        float[] floats = blocks.floats();
        float count = count(at);
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        if (count == 0) {
            return Scaling.UNSEEN;
        }
        boolean dense = count >= DENSE * examples;
        if (variance == 0 || dense && variance <= CONSTANT * mean * mean) {
            return count >= examples || mean == 0 ? Scaling.CONSTANT : dense ? Scaling.SIGN : Scaling.INDICATOR;
        }
        return dense ? Scaling.CENTRED : Scaling.ROOT_MEAN_SQUARE;
    }

    /**
     * The slope of the normalized feature in the raw one, as far as it is not clipped: what turns a weight for the one into a weight for the other.
     */
    double slope(int at) {
        float mean = blocks.floats()[at + 1];
        float variance = blocks.floats()[at + 2];
        return switch (scaling(at)) {
            case SIGN, INDICATOR -> 1.0 / Math.abs(mean);
            case ROOT_MEAN_SQUARE -> 1 / Math.sqrt(variance + mean * mean);
            case CENTRED -> 1 / Math.sqrt(variance);
            default -> 0;
        };
    }

    /** How far from its centre a raw value counts no more than that far; infinite where size does not matter. */
    double limit(int at) {
        Scaling scaling = scaling(at);
        boolean clipped =
                scaling == Scaling.CENTRED || scaling == Scaling.ROOT_MEAN_SQUARE || scaling == Scaling.INDICATOR;
        return clipped ? OUTLIER / slope(at) : Double.POSITIVE_INFINITY;
    }

    /** The raw value whose normalized one is 0. */
    double centre(int at) {
        return scaling(at) == Scaling.CENTRED ? blocks.floats()[at + 1] : 0;
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
