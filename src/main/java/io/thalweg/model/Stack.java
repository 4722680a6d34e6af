package io.thalweg.model;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A regression on the predictions of others (Wolpert 1992, Stacked generalization): its features are the experts' margins, the trackers, and for a single output
 * a 1; its coefficients are shared by all outputs. Second-order, by recursive least squares with forgetting (Haykin, Adaptive Filter Theory, chapter 10) and an
 * implicit step. Every expert by itself predicts the label, so the sum of their coefficients is known better at the start, to be near 1, than how it is
 * shared. One thread.
 */
final class Stack implements Persistent {
    static final int FEATURES = Experts.COUNT + Trackers.COUNT + 1;

    private static final double KEPT = 0.9995;
    /** The part of the variance of the sum of the experts' coefficients that the start takes off. */
    private static final double CALIBRATED = 0.9;

    private static final double MAX_VARIANCE = 10;
    private static final double MAX_COEFFICIENT = 1e6;
    private static final double MAX_GAIN = 1e12;

    private final double[] coefficients = new double[FEATURES];
    /** Row by row. */
    private final double[] covariance = new double[FEATURES * FEATURES];

    private final double[] gain = new double[FEATURES];
    private final double[] moved = new double[FEATURES];

    Stack() {
        clear();
    }

    /** The live coefficients. */
    double[] coefficients() {
        return coefficients;
    }

    /** The last of the features: 1 for a single output, else 0. */
    static double constant(int outputs) {
        return outputs == 1 ? 1 : 0;
    }

    double margin(double[] z) {
        double margin = 0;
        for (int i = 0; i < FEATURES; i++) {
            margin += coefficients[i] * z[i];
        }
        return margin;
    }

    /**
     * One step for every output in turn; the coefficients move together, at the end.
     *
     * @param z by output, its features
     * @param outputs how many of them to learn from
     * @param margins by output, as they were predicted from {@code z}
     * @param fallback the experts' coefficients to start from anew if anything is beyond all measure
     */
    void learn(
            double[][] z,
            int outputs,
            double[] margins,
            double[] means,
            Response response,
            double label,
            double importance,
            double[] fallback) {
        forget(importance);
        Arrays.fill(moved, 0);
        boolean sound = true;
        for (int output = 0; output < outputs; output++) {
            sound &= learn(z[output], margins[output], means[output], response, output, label, importance);
        }
        for (int i = 0; i < FEATURES; i++) {
            coefficients[i] += moved[i];
            sound &= Math.abs(coefficients[i]) < MAX_COEFFICIENT;
        }
        if (!sound) {
            clear();
            Arrays.fill(coefficients, 0);
            System.arraycopy(fallback, 0, coefficients, 0, Experts.COUNT);
        }
    }

    private void forget(double importance) {
        double growth = 1 / (importance == 1 ? KEPT : StrictMath.pow(KEPT, importance));
        double largest = 0;
        for (int i = 0; i < FEATURES; i++) {
            largest = Math.max(largest, covariance[i * FEATURES + i] * growth);
        }
        double factor = largest > MAX_VARIANCE ? growth * (MAX_VARIANCE / largest) : growth;
        for (int at = 0; at < FEATURES * FEATURES; at++) {
            covariance[at] *= factor;
        }
    }

    private boolean learn(
            double[] z, double margin, double mean, Response response, int output, double label, double importance) {
        double[] covariance = this.covariance;
        double[] gain = this.gain;
        double length = 0;
        for (int i = 0; i < FEATURES; i++) {
            double sum = 0;
            for (int j = 0; j < FEATURES; j++) {
                sum += covariance[i * FEATURES + j] * z[j];
            }
            gain[i] = sum;
            length += sum * z[i];
        }
        if (!(length >= 0 && length < MAX_GAIN)) {
            return false;
        }
        if (length == 0) {
            return true;
        }
        double move = response.secondOrderStep(margin, mean, output, label, importance * length) / length;
        double curvature = importance * response.curvature(mean);
        double shrink = curvature / (1 + curvature * length);
        for (int i = 0; i < FEATURES; i++) {
            moved[i] += move * gain[i];
            double shrunk = shrink * gain[i];
            for (int j = 0; j < FEATURES; j++) {
                covariance[i * FEATURES + j] -= shrunk * gain[j];
            }
        }
        return true;
    }

    @Override
    public void clear() {
        Arrays.fill(covariance, 0);
        for (int i = 0; i < FEATURES; i++) {
            boolean expert = i < Experts.COUNT;
            coefficients[i] = expert ? 1.0 / Experts.COUNT : 0;
            covariance[i * FEATURES + i] = expert ? 1.0 / Experts.COUNT : 1;
            for (int j = 0; expert && j < Experts.COUNT; j++) {
                covariance[i * FEATURES + j] -= CALIBRATED / (Experts.COUNT * Experts.COUNT);
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (int i = 0; i < FEATURES; i++) {
            out.writeDouble(coefficients[i]);
            for (int j = 0; j < FEATURES; j++) {
                out.writeDouble(covariance[i * FEATURES + j]);
            }
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (int i = 0; i < FEATURES; i++) {
            coefficients[i] = in.readDouble();
            for (int j = 0; j < FEATURES; j++) {
                covariance[i * FEATURES + j] = in.readDouble();
            }
        }
    }
}
