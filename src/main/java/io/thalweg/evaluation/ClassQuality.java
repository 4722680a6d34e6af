package io.thalweg.evaluation;

/**
 * How good the served predictions of one class were, over a span of labelled examples, everything weighted by importance. A figure is NaN where it would
 * divide by zero.
 *
 * @param share the part of the examples that had this label: what a predictor without features knows, and its precision if it always says this class
 * @param precision the part of the examples predicted to be of this class that were
 * @param recall the part of the examples of this class that were predicted to be
 * @param calibration Σp / Σ(label is this class): above 1, its probabilities are too high
 * @param auc the area under the ROC curve of this class against all others, by its probability; ties counted half; NaN since the start, which would need every
 *     example
 */
public record ClassQuality(double share, double precision, double recall, double calibration, double auc) {}
