package io.thalweg.model;

/**
 * What a model says of an example, and how wrong it was. Owned and reused by its maker: read it before the next example. One thread.
 */
public final class Prediction {
    double margin;
    double mean;
    long learned;
    double loss;

    /** Of the loss with respect to the margin; without a label that of an earlier example. */
    double derivative;

    double gradientNorm;

    /** w·x + b. */
    public double margin() {
        return margin;
    }

    /** The mean function of the margin, in the label's units; for logistic loss the probability of label 1. */
    public double mean() {
        return mean;
    }

    /** How many examples the model had learned from when it said so: the model's version. */
    public long learned() {
        return learned;
    }

    /** The loss of this prediction, not multiplied by the importance; NaN if the example has no label. */
    public double loss() {
        return loss;
    }

    /** The Euclidean norm of the gradient of the loss in weights and intercept; NaN if the example has no label. */
    public double gradientNorm() {
        return gradientNorm;
    }
}
