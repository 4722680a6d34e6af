package io.thalweg.testing;

import io.thalweg.example.Features;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.Regularization;

/** Stochastic gradient descent: {@code w ← soft((1 − ηλ2) w − η g x, ηλ1)} for all weights, {@code b ← b − η g}. */
public final class ReferenceSgd implements Reference {
    private static final double STAMP_ROUNDING = 0x1p-46;

    private final LearningRate rate;
    private final Regularization regularization;
    private final DenseWeights dense;
    private long step;
    private double shrinkage;

    public ReferenceSgd(LearningRate rate, Regularization regularization, int hashBits, InitialWeights initial) {
        this.rate = rate;
        this.regularization = regularization;
        dense = new DenseWeights(hashBits, initial);
    }

    @Override
    public void learn(Features features, double derivative) {
        double eta = rate.at(++step);
        double keep = 1 - eta * regularization.l2();
        double threshold = eta * regularization.l1();
        double[] x = dense.dense(features);
        double[] w = dense.weights;
        shrinkage = keep * shrinkage + threshold;
        for (int i = 0; i < dense.intercept(); i++) {
            boolean present = !Double.isNaN(x[i]);
            double move = present ? -eta * derivative * x[i] : 0;
            w[i] = DenseWeights.soft(keep * w[i] + move, threshold);
            dense.decayError(i, keep);
            if (present) {
                dense.touched(i, move);
                dense.addError(i, STAMP_ROUNDING * shrinkage);
            }
        }
        w[dense.intercept()] -= eta * derivative;
        dense.touched(dense.intercept(), eta * derivative);
    }

    @Override
    public double margin(Features features) {
        return dense.margin(features);
    }

    @Override
    public double weight(int index) {
        return dense.weights[index];
    }

    @Override
    public double error(int index) {
        return dense.error(index) + STAMP_ROUNDING * shrinkage;
    }

    @Override
    public double marginError(Features features) {
        double absolute = 1;
        for (int k = 0; k < features.size(); k++) {
            absolute += Math.abs(features.values()[k]);
        }
        return dense.marginError(features) + STAMP_ROUNDING * shrinkage * absolute;
    }
}
