package io.thalweg.loss;

/**
 * What a wrong margin costs. Natural logarithms; margins and labels finite. Stateless; any thread.
 */
public sealed interface Loss permits LogisticLoss, SquaredLoss {
    /** The value of the {@code loss} setting that chooses it. */
    String name();

    /** The loss of a margin for a label of {@link #label}'s range; 0 or more, finite. */
    double value(double margin, double label);

    /** d loss / d margin. */
    double derivative(double margin, double label);

    /** The mean function h: from a margin to a prediction in the label's units. */
    double mean(double margin);

    /** The margin whose {@link #mean} is the given average label: what a predictor that knows no features should say. */
    double marginOfMean(double mean);

    /** The label as the formulas use it, or NaN if the loss is not defined for it. */
    double label(double written);

    /** The labels that {@link #label} accepts, for messages. */
    String labelDomain();
}
