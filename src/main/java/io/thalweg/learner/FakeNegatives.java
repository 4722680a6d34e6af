package io.thalweg.learner;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.model.Prediction;

/**
 * What a learner of logistic loss does with an example whose label is to come, when a label of 0 means no more than that nothing has happened yet: a click may
 * still come. Ktena et al. 2019, Addressing delayed feedback for continuous training with neural networks in CTR prediction.
 *
 * <p>Evaluation is by the true label alone, when it has come, whatever was learned before.
 */
public enum FakeNegatives {
    /** Learns an example when its label has come, and not before. */
    NONE,

    /**
     * Learns it at once as a negative, and once more as a positive when that is its label, with weights that make up for it: with p, the prediction at that
     * moment, held constant, a negative counts (1 − p)(1 + p) and a positive 1 + p. The derivatives are p(1 − p)(1 + p) and −(1 − p)(1 + p).
     */
    WEIGHTED,

    /**
     * The same without weights: so the model estimates b, the part of positives among all that it learns, where a positive was a negative before; what is
     * served is p = b / (1 − b), their part among examples. b counts as at most {@value #MOST}, so that p stays below 1, at 0.996. Whatever predicts with the
     * learner, {@code predict FILE} with a snapshot included, says p; weights and intercepts, and so what a snapshot publishes and exports, are those of b:
     * who uses them elsewhere must take p = b / (1 − b) himself.
     */
    CALIBRATED;

    static final double MOST = 0.499;

    private static final LogisticLoss LOSS = new LogisticLoss();

    /** What a negative counts, by the probability of a positive. */
    double negative(double p) {
        return this == WEIGHTED ? (1 - p) * (1 + p) : 1;
    }

    /** What a positive counts that was learned as a negative before. */
    double positive(double p) {
        return this == WEIGHTED ? 1 + p : 1;
    }

    /**
     * Makes what the model says of an example, b, what is served.
     *
     * @param label 0 or 1; NaN if there is none
     */
    static Prediction calibrate(Prediction prediction, double label) {
        prediction.replace(LOSS, calibrated(prediction.margin(), prediction.mean()), label);
        return prediction;
    }

    /** The log-odds of b / (1 − b), from those of b. */
    static double calibrated(double margin, double b) {
        double most = Math.min(MOST, b);
        return Math.min(LOSS.marginOfMean(MOST), margin) + StrictMath.log1p(-most) - StrictMath.log1p(-2 * most);
    }
}
