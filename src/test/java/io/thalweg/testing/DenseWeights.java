package io.thalweg.testing;

import io.thalweg.example.Features;
import io.thalweg.optimizer.InitialWeights;
import java.util.Arrays;

/**
 * Every weight in double precision, the intercept last, and beside each a bound on how far a weight kept as a float may be from it.
 *
 * <p>The bound is forward error analysis: a touch rounds the weight, its move and their sum to floats (2^−24 each, relative); decay shrinks the
 * error that a weight already has, and a soft threshold, being 1-Lipschitz, does not enlarge it.
 */
final class DenseWeights {
    private static final double ROUNDING = 0x1p-24;

    final double[] weights;
    private final double[] errors;

    DenseWeights(int hashBits, InitialWeights initial) {
        weights = new double[(1 << hashBits) + 1];
        errors = new double[weights.length];
        for (int index = 0; index < intercept(); index++) {
            weights[index] = initial.at(index);
        }
    }

    int intercept() {
        return weights.length - 1;
    }

    /** The features as a vector of the weights' length, 1 for the intercept; NaN for features that the example does not have. */
    double[] dense(Features features) {
        double[] x = new double[weights.length];
        Arrays.fill(x, Double.NaN);
        for (int k = 0; k < features.size(); k++) {
            x[features.indices()[k]] = features.values()[k];
        }
        x[intercept()] = 1;
        return x;
    }

    double margin(Features features) {
        double margin = weights[intercept()];
        for (int k = 0; k < features.size(); k++) {
            margin += weights[features.indices()[k]] * features.values()[k];
        }
        return margin;
    }

    double marginError(Features features) {
        double error = error(intercept());
        for (int k = 0; k < features.size(); k++) {
            error += error(features.indices()[k]) * Math.abs(features.values()[k]);
        }
        return error;
    }

    /** Multiplies the error that the weight already has. */
    void decayError(int index, double factor) {
        errors[index] *= factor;
    }

    void addError(int index, double error) {
        errors[index] += error;
    }

    /** The weight was rounded after a move of this size. */
    void touched(int index, double move) {
        errors[index] += 4 * ROUNDING * (Math.abs(weights[index]) + Math.abs(move));
    }

    double error(int index) {
        return errors[index] + ROUNDING * Math.abs(weights[index]) + 2 * Float.MIN_VALUE;
    }

    static double soft(double value, double threshold) {
        return Math.signum(value) * Math.max(0, Math.abs(value) - threshold);
    }
}
