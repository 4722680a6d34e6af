package io.thalweg.learner;

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
     * The same without weights: so the model estimates b, the part of positives among all that it learns, positives twice; what is served is
     * p = b / (1 − b), the share of positives among examples. b counts as at most 0.499, so that p stays below 1. All that says what the
     * model serves gives p; its weights, and so what a snapshot publishes or exports, are those of b.
     */
    CALIBRATED
}
