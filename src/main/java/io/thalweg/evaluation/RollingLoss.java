package io.thalweg.evaluation;

/**
 * How good the served predictions have been so far. Means are weighted by importance; losses are 0 before the first label.
 *
 * @param labeled labelled examples so far
 * @param window how many of the last of them the rolling figures are over
 * @param rolling over the window; margins, losses and errors rounded to floats
 * @param cumulative since the start; without the AUC, which would need every example
 */
public record RollingLoss(
        long labeled,
        int window,
        Comparison rolling,
        Comparison cumulative,
        double rollingGradientNorm,
        boolean converged) {
    public double rollingLoss() {
        return rolling.model().loss();
    }

    public double meanLoss() {
        return cumulative.model().loss();
    }

    public double rollingBaselineLoss() {
        return rolling.baseline().loss();
    }

    public double baselineLoss() {
        return cumulative.baseline().loss();
    }
}
