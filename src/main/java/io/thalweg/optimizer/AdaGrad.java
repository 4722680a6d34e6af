package io.thalweg.optimizer;

import io.thalweg.example.Features;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A rate for every weight, falling with the squared gradients that it has seen (Duchi, Hazan and Singer 2011, Adaptive subgradient methods,
 * Figure 1 with a diagonal matrix and composite penalties). The dense loop that it equals, for g = h·dL/dm·x per weight:
 *
 * <pre>
 *   G ← G + g²,   η = α / (√G + 1e-8),   w ← soft((1 − ηλ2)⁺ w − η g, ηλ1)        where G &gt; 0; elsewhere nothing moves
 * </pre>
 *
 * A weight that k steps leave untouched keeps its η, so the penalties it is owed have a closed form: with p = (1 − ηλ2)⁺ it becomes
 * {@code soft(p^k w, ηλ1 (1 − p^k)/(1 − p))}.
 *
 * <p>State of a weight: w, G, and with a penalty the step up to which it is current (two floats, see {@link Stamp}).
 */
final class AdaGrad implements Optimizer {
    private static final float FLOOR = 1e-8f;

    private final Weights weights;
    private final float alpha;
    private final double l1;
    private final double l2;
    private final boolean regularized;
    private long step;

    AdaGrad(double alpha, Regularization regularization, int hashBits, InitialWeights initial) {
        this.alpha = (float) alpha;
        l1 = regularization.l1();
        l2 = regularization.l2();
        regularized = l1 > 0 || l2 > 0;
        weights = new Weights(hashBits, regularized ? 4 : 2, initial);
        clear();
    }

    @Override
    public double margin(Features x) {
        float[] floats = weights.blocks().floats();
        int stride = weights.stride();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        double sum = 0;
        if (regularized) {
            for (int k = 0; k < size; k++) {
                sum += (double) current(floats, indices[k] * stride) * values[k];
            }
        } else {
            for (int k = 0; k < size; k++) {
                sum += (double) floats[2 * indices[k]] * values[k];
            }
        }
        return sum + floats[weights.intercept() * stride];
    }

    @Override
    public double reach(Features x, double derivative) {
        float[] floats = weights.blocks().floats();
        int stride = weights.stride();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        float slope = (float) derivative;
        double reach = rate(floats[weights.intercept() * stride + 1] + slope * slope);
        for (int k = 0; k < size; k++) {
            float gradient = slope * values[k];
            float rate = rate(floats[indices[k] * stride + 1] + gradient * gradient);
            reach += (double) rate * values[k] * values[k];
        }
        return reach;
    }

    /** Of a step that is not shortened α: no gradient is more than its √G. */
    @Override
    public double largestMove(Features x, double derivative, double step) {
        return step == 0 ? 0 : alpha * (step / derivative);
    }

    @Override
    public void learn(Features x, double derivative, double step) {
        float[] floats = weights.blocks().floats();
        boolean[] dirty = weights.blocks().dirty();
        int shift = weights.blockShift();
        int stride = weights.stride();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        float slope = (float) derivative;
        float shortened = (float) step;
        for (int k = 0; k < size; k++) {
            int index = indices[k];
            int at = index * stride;
            if (regularized) {
                moveAndPenalize(floats, at, slope * values[k], shortened * values[k]);
            } else {
                move(floats, at, slope * values[k], shortened * values[k]);
            }
            dirty[index >>> shift] = true;
        }
        this.step++;
        int intercept = weights.intercept();
        move(floats, intercept * stride, slope, shortened);
        dirty[intercept >>> shift] = true;
    }

    private void move(float[] floats, int at, float gradient, float shortened) {
        float sum = sum(floats[at + 1], gradient);
        floats[at + 1] = sum;
        floats[at] -= rate(sum) * shortened;
    }

    private void moveAndPenalize(float[] floats, int at, float gradient, float shortened) {
        float weight = current(floats, at);
        float sum = sum(floats[at + 1], gradient);
        if (sum > 0) {
            double eta = rate(sum);
            weight = (float) Regularization.soft(keep(eta) * weight - eta * shortened, eta * l1);
        }
        floats[at] = weight;
        floats[at + 1] = sum;
        Stamp.write(floats, at + 2, step + 1);
    }

    private static float sum(float squaredGradients, float gradient) {
        return Math.min(Float.MAX_VALUE, squaredGradients + gradient * gradient);
    }

    private double keep(double eta) {
        return Math.max(0, 1 - eta * l2);
    }

    private float rate(float squaredGradients) {
        return alpha / ((float) Math.sqrt(squaredGradients) + FLOOR);
    }

    private float current(float[] floats, int at) {
        float weight = floats[at];
        float squaredGradients = floats[at + 1];
        long steps = step - (long) Stamp.read(floats, at + 2);
        if (weight == 0 || squaredGradients == 0 || steps == 0) {
            return weight;
        }
        double eta = rate(squaredGradients);
        double keep = keep(eta);
        double kept = power(keep, steps);
        double owed = eta * l1 * (keep == 1 ? steps : (1 - kept) / (1 - keep));
        return (float) Regularization.soft(kept * weight, owed);
    }

    private static double power(double base, long exponent) {
        double power = 1;
        for (double square = base; exponent > 0; square *= square, exponent >>= 1) {
            if ((exponent & 1) == 1) {
                power *= square;
            }
        }
        return power;
    }

    @Override
    public void start(int index, float weight, float squaredGradients) {
        int at = index * weights.stride();
        float[] floats = weights.blocks().floats();
        floats[at] = weight;
        floats[at + 1] = squaredGradients;
        if (regularized) {
            Stamp.write(floats, at + 2, step);
        }
        weights.blocks().dirty()[index >>> weights.blockShift()] = true;
    }

    @Override
    public float weight(int index) {
        int at = index * weights.stride();
        float[] floats = weights.blocks().floats();
        return regularized && index != weights.intercept() ? current(floats, at) : floats[at];
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
        return regularized ? "adagrad with l1 or l2" : "adagrad without l1 and l2";
    }

    @Override
    public void clear() {
        weights.clear();
        step = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(step);
    }

    @Override
    public void read(DataInput in) throws IOException {
        step = in.readLong();
    }
}
