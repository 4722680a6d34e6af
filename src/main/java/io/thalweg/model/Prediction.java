package io.thalweg.model;

import io.thalweg.loss.MarginLoss;

/**
 * What a model says of an example, and how wrong it was. Owned and reused by its maker: read it before the next example. One thread.
 */
public final class Prediction {
    /** By class; empty unless the loss is softmax. */
    final double[] probabilities;

    int knownClasses;
    int predictedClass = -1;
    double margin;
    double mean;
    long learned;
    double loss;

    /** Of the loss with respect to the margin, or the norm of its derivatives with respect to all of them; NaN if the example has no label. */
    double derivative;

    double gradientNorm;

    Prediction(int classes) {
        probabilities = new double[classes];
    }

    /** Says {@code margin}. */
    void of(MarginLoss of, double margin, double label) {
        this.margin = margin;
        mean = of.mean(margin);
        boolean labeled = !Double.isNaN(label);
        loss = labeled ? of.value(margin, label) : Double.NaN;
        derivative = labeled ? of.derivative(margin, mean, label) : Double.NaN;
    }

    /** Says another margin, to the same label. */
    public void replace(MarginLoss loss, double margin, double label) {
        double before = Math.abs(derivative);
        of(loss, margin, label);
        gradientNorm = before == 0 ? 0 : gradientNorm * (Math.abs(derivative) / before);
    }

    /** w·x + b; with many classes that of the most probable one. */
    public double margin() {
        return margin;
    }

    /**
     * The mean function of the margin, in the label's units; for logistic loss the probability of label 1, for softmax that of the most probable
     * class.
     */
    public double mean() {
        return mean;
    }

    /** For softmax, the number of the most probable class that is known, −1 if none is; for other losses −1. */
    public int predictedClass() {
        return predictedClass;
    }

    /** For softmax, how many classes were known. */
    public int knownClasses() {
        return knownClasses;
    }

    /** For softmax, the live probabilities by class, those of classes not yet known included; for other losses empty. */
    public double[] probabilities() {
        return probabilities;
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
