package io.thalweg.testing;

import io.thalweg.example.Features;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.Regularization;

/**
 * AdaGrad: {@code G ← G + g²}, {@code η = α / (√G + 1e-8)}, {@code w ← soft((1 − ηλ2)⁺ w − η g, ηλ1)} for all weights whose G is above 0; the
 * intercept likewise without penalties.
 */
public final class ReferenceAdaGrad implements Reference {
    private final double alpha;
    private final Regularization regularization;
    private final DenseWeights dense;
    private final double[] squares;
    private final int[] touches;

    public ReferenceAdaGrad(double alpha, Regularization regularization, int hashBits, InitialWeights initial) {
        this.alpha = alpha;
        this.regularization = regularization;
        dense = new DenseWeights(hashBits, initial);
        squares = new double[dense.weights.length];
        touches = new int[dense.weights.length];
    }

    @Override
    public void learn(Features features, double derivative) {
        double[] x = dense.dense(features);
        for (int i = 0; i < dense.weights.length; i++) {
            boolean present = !Double.isNaN(x[i]);
            double gradient = present ? derivative * x[i] : 0;
            squares[i] += gradient * gradient;
            if (squares[i] > 0) {
                boolean penalized = i != dense.intercept();
                step(i, present, gradient, penalized ? regularization.l1() : 0, penalized ? regularization.l2() : 0);
            }
        }
    }

    private void step(int i, boolean present, double gradient, double l1, double l2) {
        double eta = alpha / (Math.sqrt(squares[i]) + 1e-8);
        double keep = Math.max(0, 1 - eta * l2);
        double before = dense.weights[i];
        double after = DenseWeights.soft(keep * before - eta * gradient, eta * l1);
        dense.weights[i] = after;
        dense.decayError(i, keep);
        if (present) {
            touches[i]++;
            dense.touched(i, eta * gradient);
        }
        double rateError = (touches[i] + 5) * 0x1p-24; // every touch rounds the sum of squares
        dense.addError(i, rateError * (Math.abs(after - before) + Math.abs(eta * gradient)));
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
        return dense.error(index);
    }

    @Override
    public double marginError(Features features) {
        return dense.marginError(features);
    }
}
