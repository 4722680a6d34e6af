package io.thalweg.loss;

/**
 * {@code τ (y − m)} where the label is above the margin, {@code (1 − τ)(m − y)} where it is below (Koenker and Bassett 1978, Regression
 * quantiles): least where the share τ of the labels is below m. The margin is the prediction. The derivative is −τ or 1 − τ, and 0 at m = y: it
 * does not grow with the error, so that a learning rate is in units of the label.
 *
 * @param tau between 0 and 1, exclusive; 0.5 is the median, and half the absolute error
 */
public record QuantileLoss(double tau) implements MarginLoss {
    @Override
    public String name() {
        return "quantile " + tau;
    }

    @Override
    public double value(double margin, double label) {
        return Math.max(tau * (label - margin), (1 - tau) * (margin - label));
    }

    @Override
    public double derivative(double margin, double mean, double label) {
        return margin < label ? -tau : margin > label ? 1 - tau : 0;
    }

    @Override
    public double move(double margin, double label, double reach) {
        return margin < label ? Math.min(label - margin, tau * reach) : Math.max(label - margin, (tau - 1) * reach);
    }

    @Override
    public double mean(double margin) {
        return margin;
    }

    @Override
    public String meanFormula() {
        return "margin";
    }

    /** The mean itself: a constant that is easy to keep, not the quantile, which would be the best one. */
    @Override
    public double marginOfMean(double mean) {
        return mean;
    }

    @Override
    public double label(double written) {
        return written;
    }

    @Override
    public String labelDomain() {
        return "any finite number";
    }
}
