package io.thalweg.model;

/**
 * How far a margin moves when an example is learned not by its gradient at the start but by the gradients on the way, or the one at the end: never past the
 * label, however long the features. Karampatziakis and Langford 2011, Online importance weight aware updates, in closed form. Stateless.
 */
final class ImplicitStep {
    private static final double MAX_MARGIN = 500;

    private ImplicitStep() {}

    /**
     * For logistic loss, as the limit of ever smaller steps: the d with {@code d + e^t (e^d − 1) = A} for the margin t towards the label; two Newton steps,
     * from above, where they can only fall to the root. A margin further off than {@value #MAX_MARGIN} counts as that, which leaves room for any length up to
     * 1e90.
     *
     * @param margin towards label 1
     * @param length A, the squared length of the features at the learner's rates times the importance
     */
    static double logistic(double margin, boolean positive, double length) {
        double sign = positive ? 1 : -1;
        double odds = StrictMath.exp(Math.max(-MAX_MARGIN, Math.min(MAX_MARGIN, sign * margin)));
        double step = Math.min(length, StrictMath.log(1 + length / odds));
        for (int newton = 0; newton < 2; newton++) {
            double grown = StrictMath.exp(step);
            step -= (step + odds * (grown - 1) - length) / (1 + odds * grown);
        }
        return sign * step;
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
