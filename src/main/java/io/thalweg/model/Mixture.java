package io.thalweg.model;

import io.thalweg.state.Doubles;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Shares of several predictors by how likely they made the labels so far: Bayes' rule, with a small part of all shares dealt out anew after each example, so
 * that a predictor that becomes the best can come back (Herbster and Warmuth 1998, Tracking the best expert, fixed share). One thread.
 */
final class Mixture implements Persistent {
    private static final double MIN_LIKELIHOOD = 1e-15;

    private final double dealt;
    private final double[] shares;

    /** @param dealt the part of all shares that is dealt out anew after an example of importance 1 */
    Mixture(int predictors, double dealt) {
        this.dealt = dealt;
        shares = new double[predictors];
        clear();
    }

    /** The live shares; they sum to 1. */
    double[] shares() {
        return shares;
    }

    /** @param likelihoods of the label, by predictor */
    void learn(double[] likelihoods, double importance) {
        learn(likelihoods, importance, 1, 1);
    }

    /**
     * @param trust in the likelihoods, as a power of them
     * @param unrest how many times the usual part is dealt out anew
     */
    void learn(double[] likelihoods, double importance, double trust, double unrest) {
        double dealt = unrest * this.dealt;
        double power = importance * trust;
        double largest = MIN_LIKELIHOOD;
        for (double likelihood : likelihoods) {
            largest = Math.max(largest, likelihood);
        }
        double sum = 0;
        for (int predictor = 0; predictor < shares.length; predictor++) {
            double likelihood = Math.max(likelihoods[predictor], MIN_LIKELIHOOD) / largest;
            shares[predictor] *= power == 1 ? likelihood : StrictMath.pow(likelihood, power);
            sum += shares[predictor];
        }
        double anew = importance == 1 ? dealt : 1 - StrictMath.pow(1 - dealt, importance);
        for (int predictor = 0; predictor < shares.length; predictor++) {
            shares[predictor] =
                    sum > 0 ? (1 - anew) * shares[predictor] / sum + anew / shares.length : 1.0 / shares.length;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(shares, 1.0 / shares.length);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, shares);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, shares);
    }
}
