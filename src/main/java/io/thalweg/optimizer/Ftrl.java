package io.thalweg.optimizer;

import io.thalweg.example.Features;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * FTRL-Proximal with a rate for every weight (McMahan et al. 2013, Ad click prediction, Algorithm 1). For each feature of an example, with
 * g = h·dL/dm·x:
 *
 * <pre>
 *   w = 0                                            if |z| ≤ λ1,  else  −(z − sgn(z) λ1) / ((β + √n)/α + λ2)
 *   σ = (√(n + g²) − √n)/α,   z ← z + g − σ w,   n ← n + g²
 * </pre>
 *
 * The weight is not kept but derived, so that no penalty is ever owed. The penalties are on the weight itself and do not grow with the
 * number of examples. The intercept has none.
 *
 * <p>State of a weight: z and n, whose meaning depends on all four settings.
 */
final class Ftrl implements Optimizer {
    private final Weights weights;
    private final InitialWeights initial;
    private final double alpha;
    private final double beta;
    private final double l1;
    private final double l2;
    private long step;

    Ftrl(double alpha, double beta, Regularization regularization, int hashBits, InitialWeights initial) {
        this.alpha = alpha;
        this.beta = beta;
        this.initial = initial;
        l1 = regularization.l1();
        l2 = regularization.l2();
        weights = new Weights(hashBits, 2, initial);
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
            sum += (double) derived(floats, 2 * indices[k], l1, l2) * values[k];
        }
        return sum + derived(floats, 2 * weights.intercept(), 0, 0);
    }

    private float derived(float[] floats, int at, double l1, double l2) {
        double z = floats[at];
        if (Math.abs(z) <= l1) {
            return 0;
        }
        float weight = (float) (-Regularization.soft(z, l1) / curvature(floats[at + 1], l2));
        return Float.isFinite(weight) ? weight : beyond(weight, curvature(floats[at + 1], l2));
    }

    /** Without β and l2 nothing is known of a weight whose gradients were all too small to square. */
    private static float beyond(float weight, double curvature) {
        return curvature == 0 ? 0 : Math.copySign(Float.MAX_VALUE, weight);
    }

    private static float storable(double number) {
        float rounded = (float) number;
        return Float.isFinite(rounded) ? rounded : Math.copySign(Float.MAX_VALUE, rounded);
    }

    private double curvature(double squaredGradients, double l2) {
        return (beta + Math.sqrt(squaredGradients)) / alpha + l2;
    }

    @Override
    public double reach(Features x, double derivative) {
        return 0;
    }

    /** None: sums stay within the range of a float by themselves. */
    @Override
    public double largestMove(Features x, double derivative, double step) {
        return 0;
    }

    @Override
    public void learn(Features x, double derivative, double step) {
        float[] floats = weights.blocks().floats();
        boolean[] dirty = weights.blocks().dirty();
        int shift = weights.blockShift();
        int[] indices = x.indices();
        float[] values = x.values();
        int size = x.size();
        for (int k = 0; k < size; k++) {
            int index = indices[k];
            move(floats, 2 * index, step * values[k], l1, l2);
            dirty[index >>> shift] = true;
        }
        int intercept = weights.intercept();
        move(floats, 2 * intercept, step, 0, 0);
        dirty[intercept >>> shift] = true;
        this.step++;
    }

    private void move(float[] floats, int at, double gradient, double l1, double l2) {
        float weight = derived(floats, at, l1, l2);
        float before = floats[at + 1];
        float after = (float) Math.min(Float.MAX_VALUE, before + gradient * gradient);
        double sigma = (Math.sqrt(after) - Math.sqrt(before)) / alpha;
        floats[at] = storable(floats[at] + gradient - sigma * weight);
        floats[at + 1] = after;
    }

    /** z is what gives the weight back: z = −w ((β + √n)/α + λ2) − sgn(w) λ1. With z = n = 0 the first gradient would wipe it. */
    @Override
    public void start(int index, float weight, float squaredGradients) {
        set(index, weight, squaredGradients);
        weights.blocks().dirty()[index >>> weights.blockShift()] = true;
    }

    private void set(int index, float weight, float squaredGradients) {
        boolean penalized = index != weights.intercept();
        double z =
                -weight * curvature(squaredGradients, penalized ? l2 : 0) - Math.signum(weight) * (penalized ? l1 : 0);
        float[] floats = weights.blocks().floats();
        floats[2 * index] = storable(z);
        floats[2 * index + 1] = squaredGradients;
    }

    @Override
    public float weight(int index) {
        boolean penalized = index != weights.intercept();
        return derived(weights.blocks().floats(), 2 * index, penalized ? l1 : 0, penalized ? l2 : 0);
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
        return "ftrl with learning.rate " + alpha + ", ftrl.beta " + beta + ", l1 " + l1 + ", l2 " + l2;
    }

    @Override
    public void clear() {
        weights.clear();
        for (int index = 0; initial.deviation() > 0 && index < weights.intercept(); index++) {
            set(index, initial.at(index), 0);
        }
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
