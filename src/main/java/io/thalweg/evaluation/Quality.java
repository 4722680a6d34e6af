package io.thalweg.evaluation;

/**
 * How good one predictor was over a span of labelled examples, everything weighted by importance. A figure is NaN where it is not defined: before
 * the first label, for labels of another kind, or where it would divide by zero.
 *
 * @param loss the mean loss; 0 before the first label
 * @param accuracy the part of the examples whose class was predicted: 1 for a probability above one half, else 0; of many the most probable one
 * @param auc the area under the ROC curve, the probability that a positive example has a larger margin than a negative one, ties counted half; of many classes
 *     each has its own, in {@link ClassQuality}
 * @param calibration Σp / Σy: above 1, the predictions are too high; of many classes, of the most probable one and whether it was right
 * @param normalizedEntropy the mean log loss in units of the entropy of the same labels' base rate (He et al. 2014, Practical lessons from
 *     predicting clicks on ads at Facebook): below 1, the features say something
 * @param mae the mean absolute error
 * @param rmse the root of the mean squared error
 * @param r2 1 − Σ(prediction − y)² / Σ(y − ȳ)², with the mean ȳ of the same labels
 */
public record Quality(
        double loss,
        double accuracy,
        double auc,
        double calibration,
        double normalizedEntropy,
        double mae,
        double rmse,
        double r2) {
    static Quality ofClasses(double loss, double accuracy, double auc, double calibration, double entropy) {
        double normalized = entropy > 0 ? loss / entropy : Double.NaN;
        return new Quality(loss, accuracy, auc, calibration, normalized, Double.NaN, Double.NaN, Double.NaN);
    }

    static Quality ofNumbers(double loss, double mae, double meanSquaredError, double variance) {
        double r2 = variance > 0 ? 1 - meanSquaredError / variance : Double.NaN;
        double rmse = Math.sqrt(meanSquaredError);
        return new Quality(loss, Double.NaN, Double.NaN, Double.NaN, Double.NaN, mae, rmse, r2);
    }
}
