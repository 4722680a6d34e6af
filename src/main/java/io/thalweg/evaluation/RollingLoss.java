package io.thalweg.evaluation;

/**
 * How good the served predictions have been so far. Means are weighted by importance, and 0 before the first label.
 *
 * @param labeled labelled examples so far
 * @param window how many of the last of them the rolling figures are over
 */
public record RollingLoss(
        long labeled,
        int window,
        double rollingLoss,
        double meanLoss,
        double rollingBaselineLoss,
        double baselineLoss,
        double rollingGradientNorm,
        boolean converged) {}
