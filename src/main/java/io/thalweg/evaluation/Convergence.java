package io.thalweg.evaluation;

/**
 * When a stream counts as converged: while the mean loss over the window differs from that over the window before by at most
 * {@code lossTolerance}, relative to the latter, and the mean gradient norm over the window is at most {@code gradientTolerance}.
 */
public record Convergence(double lossTolerance, double gradientTolerance) {
    boolean holds(RollingWindow.Means now, RollingWindow.Means before) {
        return Math.abs(now.loss() - before.loss()) <= lossTolerance * before.loss()
                && now.gradientNorm() <= gradientTolerance;
    }
}
