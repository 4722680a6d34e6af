package io.thalweg.loss;

/**
 * What a wrong margin costs. Natural logarithms; margins and labels finite. Stateless; any thread.
 */
public sealed interface Loss permits LogisticLoss, SquaredLoss, HingeLoss, QuantileLoss, PoissonLoss {
    /** Its name with everything that tells it from other losses: a model learned under one name is not continued under another. */
    String name();

    /** The loss of a margin for a label of {@link #label}'s range; 0 or more, finite. */
    double value(double margin, double label);

    /** d loss / d margin. */
    default double derivative(double margin, double label) {
        return derivative(margin, mean(margin), label);
    }

    /** The same for who has the margin's {@link #mean} already. */
    double derivative(double margin, double mean, double label);

    /**
     * How far the margin goes when it follows the derivative downhill without a pause, m' = −derivative(m), for a time of {@code reach}:
     * importance times learning rate times x·x (Karampatziakis and Langford 2011, Online importance weight aware updates). Two moves of reach a
     * and b are one of a + b, none passes the minimum, and a small one is −reach · derivative.
     *
     * @param reach above 0, finite; so is the move
     */
    double move(double margin, double label, double reach);

    /** The mean function h: from a margin to a prediction in the label's units. */
    double mean(double margin);

    /** {@link #mean} as a formula, for people. */
    String meanFormula();

    /** The margin whose {@link #mean} is the given average label: what a predictor that knows no features should say. */
    double marginOfMean(double mean);

    /** The label as the formulas use it, or NaN if the loss is not defined for it. */
    double label(double written);

    /** The labels that {@link #label} accepts, for messages. */
    String labelDomain();
}
