package io.thalweg.model;

/**
 * How far a margin moves when an example is learned not by its gradient at the start but by the gradients on the way, or the one at the end: never past the
 * label, however long the features. Karampatziakis and Langford 2011, Online importance weight aware updates, in closed form. Stateless.
 */
final class ImplicitStep {
    private static final double MAX_ODDS = 1e217;

    private ImplicitStep() {}

    /**
     * For logistic loss, as the limit of ever smaller steps: the d with {@code d + odds (e^d − 1) = A}, where the odds are the label's. One step of Halley's
     * method from the smaller of two bounds: A / (1 + odds), where the tangent at 0 would end, and ln(1 + A / odds), where the growing odds alone would. Odds
     * further from 1 than {@value #MAX_ODDS} count as that, which leaves room for any length up to 1e90.
     *
     * @param probability of the label, before the step
     * @param length A, the squared length of the features at the learner's rates times the importance
     */
    static double logistic(double probability, double length) {
        double odds = Math.max(1 / MAX_ODDS, Math.min(MAX_ODDS, probability / (1 - probability)));
        double step = length * (1 - probability);
        double growth = StrictMath.exp(step);
        double most = 1 + length / odds;
        if (growth > most) {
            growth = most;
            step = StrictMath.log(most);
        }
        double grown = odds * growth;
        double beyond = step + (grown - odds) - length;
        double slope = 1 + grown;
        return step - 2 * beyond * slope / (2 * slope * slope - beyond * grown);
    }

    /** For squared loss, as the limit of ever smaller steps. */
    static double squared(double margin, double label, double length) {
        return (margin - label) * StrictMath.expm1(-length);
    }

    /** For squared loss, as one backward step: what a Kalman filter does. */
    static double squaredKalman(double margin, double label, double length) {
        return (label - margin) * length / (1 + length);
    }
}
