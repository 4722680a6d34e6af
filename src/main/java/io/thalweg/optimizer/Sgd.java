package io.thalweg.optimizer;

import io.thalweg.example.Features;
import io.thalweg.state.Blocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Stochastic gradient descent with one rate for all weights. The dense loop that it equals, for step t with rate η and g = h·dL/dm:
 *
 * <pre>
 *   w ← soft((1 − ηλ2) w − η g x, ηλ1),   soft(w, c) = sgn(w) max(0, |w| − c);      b ← b − η g
 * </pre>
 *
 * L2 by the scale trick (Bottou 2010; Shalev-Shwartz et al. 2007, Pegasos): w = s·v, the decay multiplies s alone. L1 in units of v (Duchi
 * and Singer 2009, FOBOS; closed form as in Lipton and Elkan 2015): Q = Σ ηλ1/s, and a weight stamped at Q_a has since lost Q − Q_a from |v|.
 *
 * <p>s never stops shrinking. Below 2^−32 it is multiplied by 2^32 and the epoch advances; a block of an older epoch is brought current when
 * one of its weights is next used. Powers of two make that exact, so when it happens does not matter.
 *
 * <p>State of a weight: v, and with L1 the stamp (two floats, see {@link Stamp}).
 */
final class Sgd implements Optimizer {
    private static final int EPOCH_BITS = 32;
    private static final int MAX_LAG = 64;
    private static final double MIN_SCALE = StrictMath.scalb(1.0, -EPOCH_BITS);

    private final Weights weights;
    private final LearningRate rate;
    private final double l1;
    private final double l2;
    private long step;
    private double scale;
    private double penalty;
    private int epoch;

    /** @throws IllegalArgumentException if ηλ2 is 1 or more: the decay would turn weights around */
    Sgd(LearningRate rate, Regularization regularization, int hashBits, InitialWeights initial) {
        if (!(rate.initial() * regularization.l2() < 1)) {
            throw new IllegalArgumentException(
                    "learning rate times l2 must be below 1, not " + rate.initial() + " times " + regularization.l2());
        }
        this.rate = rate;
        l1 = regularization.l1();
        l2 = regularization.l2();
        weights = new Weights(hashBits, l1 > 0 ? 3 : 1, initial);
        clear();
    }

    @Override
    public double margin(Features x) {
        if (epoch > 0) {
            bringCurrent(x);
        }
        double sum = l1 > 0 ? thresholdedSum(x) : sum(x);
        return scale * sum + weights.blocks().floats()[weights.intercept() * weights.stride()];
    }

    private double sum(Features x) {
        float[] v = weights.blocks().floats();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += (double) v[indices[k]] * values[k];
        }
        return sum;
    }

    private double thresholdedSum(Features x) {
        float[] floats = weights.blocks().floats();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double sum = 0;
        for (int k = 0; k < size; k++) {
            int at = 3 * indices[k];
            sum += Regularization.soft(floats[at], owed(penalty, floats, at)) * values[k];
        }
        return sum;
    }

    @Override
    public double reach(Features x, double derivative) {
        return rate.at(step + 1) * (1 + x.squaredNorm());
    }

    @Override
    public double largestMove(Features x, double derivative, double step) {
        double eta = rate.at(this.step + 1);
        double after = Math.max(scale * (1 - eta * l2), MIN_SCALE);
        double move = Math.abs(eta * step) * Math.sqrt(1 + x.squaredNorm()) / after;
        return Math.max(move, penalty + eta * l1 / after);
    }

    @Override
    public void learn(Features x, double derivative, double step) {
        double eta = rate.at(++this.step);
        decay(1 - eta * l2);
        if (epoch > 0) {
            bringCurrent(x);
        }
        float move = (float) (-eta * step / scale);
        if (l1 > 0) {
            thresholdedMove(x, move, eta * l1 / scale);
        } else {
            move(x, move);
        }
        int intercept = weights.intercept();
        weights.blocks().floats()[intercept * weights.stride()] += (float) (-eta * step);
        weights.blocks().dirty()[intercept >>> weights.blockShift()] = true;
    }

    private void move(Features x, float move) {
        float[] v = weights.blocks().floats();
        boolean[] dirty = weights.blocks().dirty();
        int shift = weights.blockShift();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        for (int k = 0; k < size; k++) {
            int index = indices[k];
            v[index] += move * values[k];
            dirty[index >>> shift] = true;
        }
    }

    private void thresholdedMove(Features x, float move, double threshold) {
        float[] floats = weights.blocks().floats();
        boolean[] dirty = weights.blocks().dirty();
        int shift = weights.blockShift();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double stamp = penalty + threshold;
        for (int k = 0; k < size; k++) {
            int index = indices[k];
            int at = 3 * index;
            double current = Regularization.soft(floats[at], owed(penalty, floats, at));
            floats[at] = (float) Regularization.soft(current + move * values[k], threshold);
            Stamp.write(floats, at + 1, stamp);
            dirty[index >>> shift] = true;
        }
        penalty = stamp;
    }

    /** What L1 has taken from |v| since the weight was stamped. A stamp may have been rounded up: never below 0, or a zero would move. */
    private static double owed(double penalty, float[] floats, int at) {
        return Math.max(0, penalty - Stamp.read(floats, at + 1));
    }

    private void decay(double factor) {
        scale *= factor;
        while (scale < MIN_SCALE) {
            scale = StrictMath.scalb(scale, EPOCH_BITS);
            penalty = StrictMath.scalb(penalty, -EPOCH_BITS);
            epoch++;
        }
    }

    private void bringCurrent(Features x) {
        if (touchesOlderEpoch(x)) {
            int[] epochs = weights.blocks().epochs();
            for (int k = 0; k < x.size(); k++) {
                int block = x.indices()[k] >>> weights.blockShift();
                if (epochs[block] != epoch) {
                    rescale(block);
                }
            }
        }
    }

    /** Nearly always false, and asked twice an example: no branch in the loop. */
    private boolean touchesOlderEpoch(Features x) {
        int[] epochs = weights.blocks().epochs();
        int shift = weights.blockShift();
        int[] indices = x.indices();
        int size = x.size();
        int current = epoch;
        int difference = 0;
        for (int k = 0; k < size; k++) {
            difference |= epochs[indices[k] >>> shift] ^ current;
        }
        return difference != 0;
    }

    private void rescale(int block) {
        Blocks blocks = weights.blocks();
        double factor = StrictMath.scalb(1.0, -lag(block));
        float[] floats = blocks.floats();
        int from = block * blocks.blockFloats();
        int to = Math.min(from + blocks.blockFloats(), weights.intercept() * weights.stride());
        for (int at = from; at < to; at++) {
            floats[at] = (float) (floats[at] * factor);
        }
        blocks.epochs()[block] = epoch;
        blocks.dirty()[block] = true;
    }

    /** By how many powers of two a block is behind; of so many that nothing is left of a weight, not more. */
    private int lag(int block) {
        return EPOCH_BITS * Math.min(MAX_LAG, epoch - weights.blocks().epochs()[block]);
    }

    @Override
    public void start(int index, float weight, float squaredGradients) {
        Blocks blocks = weights.blocks();
        int block = index >>> weights.blockShift();
        int at = index * weights.stride();
        if (index == weights.intercept()) {
            blocks.floats()[at] = weight;
        } else {
            if (blocks.epochs()[block] != epoch) {
                rescale(block);
            }
            blocks.floats()[at] = (float) (weight / scale);
            if (l1 > 0) {
                Stamp.write(blocks.floats(), at + 1, penalty);
            }
        }
        blocks.dirty()[block] = true;
    }

    @Override
    public float weight(int index) {
        float[] floats = weights.blocks().floats();
        int at = index * weights.stride();
        if (index == weights.intercept()) {
            return floats[at];
        }
        int lag = lag(index >>> weights.blockShift());
        double owed = l1 > 0 ? owed(StrictMath.scalb(penalty, lag), floats, at) : 0;
        return (float) (StrictMath.scalb(scale, -lag) * Regularization.soft(floats[at], owed));
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public String layout() {
        return l1 > 0 ? "sgd with l1" : "sgd without l1";
    }

    @Override
    public void clear() {
        weights.clear();
        step = 0;
        scale = 1;
        penalty = 0;
        epoch = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(step);
        out.writeDouble(scale);
        out.writeDouble(penalty);
        out.writeInt(epoch);
    }

    @Override
    public void read(DataInput in) throws IOException {
        step = in.readLong();
        scale = in.readDouble();
        penalty = in.readDouble();
        epoch = in.readInt();
        if (!(scale >= MIN_SCALE && scale <= 1 && penalty >= 0)) {
            throw new IOException("a scale is " + scale + " and a penalty " + penalty);
        }
    }
}
