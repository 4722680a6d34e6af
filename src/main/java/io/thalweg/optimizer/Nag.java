package io.thalweg.optimizer;

import io.thalweg.example.Features;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Normalized adaptive gradient (Ross, Mineiro and Langford 2013, Normalized online learning, Algorithm 2): a rate for every weight, in the units
 * of its feature. Multiplying a feature by a constant divides its weight by it and changes no margin. For each feature of an example that is not
 * 0, the intercept included, with g = h·dL/dm·x and t examples so far:
 *
 * <pre>
 *   if |x| &gt; s:  w ← w s/|x|,  s ← |x|        after the prediction; the first time only s
 *   N ← N + x²/s²,   G ← G + g²,   w ← w − η √(t/N) g / (s √G)
 * </pre>
 *
 * A feature that was tiny when first seen has a huge weight: a value of more than {@value #MAX_GROWTH} times the largest that was learned from
 * counts as that many times it in the margin. Values below {@value #TINY} move nothing.
 *
 * <p>State of a weight: w, √G and s.
 */
final class Nag implements Optimizer {
    private static final int MAX_GROWTH = 10;
    private static final double TINY = 1e-18;

    private final Weights weights;
    private final double eta;
    private long step;
    private double norm;

    /** @throws IllegalArgumentException if there is a penalty */
    Nag(double eta, Regularization regularization, int hashBits, InitialWeights initial) {
        if (regularization.l1() > 0 || regularization.l2() > 0) {
            throw new IllegalArgumentException("normalized adaptive gradient has no penalties, not " + regularization);
        }
        this.eta = eta;
        weights = new Weights(hashBits, 3, initial);
        clear();
    }

    @Override
    public double margin(Features x) {
        float[] floats = weights.blocks().floats();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double sum = 0;
        for (int k = 0; k < size; k++) {
            int at = 3 * indices[k];
            sum += (double) floats[at] * bounded(values[k], floats[at + 2]);
        }
        return sum + floats[3 * weights.intercept()];
    }

    private static double bounded(float value, float scale) {
        double limit = limit(scale);
        return Math.abs(value) <= limit ? value : Math.copySign(limit, value);
    }

    private static double limit(float scale) {
        return scale == 0 ? Double.POSITIVE_INFINITY : (double) MAX_GROWTH * scale;
    }

    @Override
    public double limit(int index) {
        return limit(weights.blocks().floats()[3 * index + 2]);
    }

    @Override
    public double reach(Features x, double derivative) {
        float[] floats = weights.blocks().floats();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double sum = inverse(root(floats[3 * weights.intercept() + 1], derivative));
        double squares = 1;
        for (int k = 0; k < size; k++) {
            double value = values[k];
            if (Math.abs(value) >= TINY) {
                int at = 3 * indices[k];
                double scale = Math.max(floats[at + 2], Math.abs(value));
                sum += value * value / scale * inverse(root(floats[at + 1], derivative * value));
                squares += value * value / (scale * scale);
            }
        }
        return rate(step + 1, norm + squares) * sum;
    }

    /** Of a step that is not shortened η/s, for the smallest scale that there may be: no gradient is more than its √G. */
    @Override
    public double largestMove(Features x, double derivative, double step) {
        return step == 0 ? 0 : eta * (step / derivative) / TINY;
    }

    @Override
    public void learn(Features x, double derivative, double step) {
        norm += normalize(x);
        this.step++;
        double rate = rate(this.step, norm);
        float[] floats = weights.blocks().floats();
        boolean[] dirty = weights.blocks().dirty();
        int shift = weights.blockShift();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        for (int k = 0; k < size; k++) {
            if (Math.abs(values[k]) >= TINY) {
                int index = indices[k];
                move(floats, 3 * index, derivative * values[k], rate * step * values[k]);
                dirty[index >>> shift] = true;
            }
        }
        int intercept = weights.intercept();
        floats[3 * intercept + 2] = 1;
        move(floats, 3 * intercept, derivative, rate * step);
        dirty[intercept >>> shift] = true;
    }

    /** Raises the scales to the values, and returns what that adds to N. */
    private double normalize(Features x) {
        float[] floats = weights.blocks().floats();
        double squares = 1;
        for (int k = 0; k < x.size(); k++) {
            float size = Math.abs(x.values()[k]);
            if (size >= TINY) {
                int at = 3 * x.indices()[k];
                float scale = floats[at + 2];
                if (size > scale) {
                    if (scale > 0) {
                        floats[at] = (float) ((double) floats[at] * scale / size);
                    }
                    floats[at + 2] = size;
                }
                double ratio = (double) size / floats[at + 2];
                squares += ratio * ratio;
            }
        }
        return squares;
    }

    private static void move(float[] floats, int at, double gradient, double move) {
        float root = (float) root(floats[at + 1], gradient);
        floats[at + 1] = root;
        floats[at] -= (float) (move / floats[at + 2] * inverse(root));
    }

    /** Of a root that is 0, because its gradient was too small to square, nothing moves. */
    private static double inverse(double root) {
        return root > 0 ? 1 / root : 0;
    }

    private static double root(float root, double gradient) {
        return Math.sqrt((double) root * root + gradient * gradient);
    }

    private double rate(long steps, double squares) {
        return eta * Math.sqrt(steps / squares);
    }

    /** The feature counts as never seen: its first value sets the scale, and the weight stays what it is. */
    @Override
    public void start(int index, float weight, float squaredGradients) {
        float[] floats = weights.blocks().floats();
        floats[3 * index] = weight;
        floats[3 * index + 1] = (float) Math.sqrt(squaredGradients);
        floats[3 * index + 2] = 0;
        weights.blocks().dirty()[index >>> weights.blockShift()] = true;
    }

    @Override
    public float weight(int index) {
        return weights.blocks().floats()[3 * index];
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
        return "nag";
    }

    @Override
    public void clear() {
        weights.clear();
        step = 0;
        norm = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(step);
        out.writeDouble(norm);
    }

    @Override
    public void read(DataInput in) throws IOException {
        step = in.readLong();
        norm = in.readDouble();
    }
}
