package io.thalweg.optimizer;

/**
 * Strengths of the penalties λ1 Σ|w| and ½ λ2 Σw², both applied once per learned example to every weight but the intercept.
 *
 * @param l1 λ1, 0 or more
 * @param l2 λ2, 0 or more
 */
public record Regularization(double l1, double l2) {
    /** {@code sgn(value) max(0, |value| − threshold)}, never −0, for a threshold of 0 or more. No branch: signs of weights are hard to guess. */
    static double soft(double value, double threshold) {
        return Math.copySign(Math.max(0, Math.abs(value) - threshold), value) + 0.0;
    }
}
