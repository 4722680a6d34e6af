package io.thalweg.loss;

/**
 * {@code max(0, 1 − y m)} for y in {−1, 1} (Vapnik 1995): what a support vector machine minimizes. Written labels are −1 and 1, or 0 and 1. The
 * derivative is −y while y m is below 1, and 0 from there on. The prediction is the margin, at most 1 and at least −1; its sign is the class,
 * and it is no probability.
 */
public record HingeLoss() implements MarginLoss {
    @Override
    public String name() {
        return "hinge";
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public double value(double margin, double label) {
        return Math.max(0, 1 - label * margin);
    }

    @Override
    public double derivative(double margin, double mean, double label) {
        return label * margin < 1 ? -label : 0;
    }

    @Override
    public double move(double margin, double label, double reach) {
        return label * Math.max(0, Math.min(reach, 1 - label * margin));
    }

    @Override
    public double mean(double margin) {
        return Math.max(-1, Math.min(1, margin));
    }

    @Override
    public String meanFormula() {
        return "margin, at least -1 and at most 1";
    }

    /** The more frequent class: of all constants, the one of the smallest loss. */
    @Override
    public double marginOfMean(double mean) {
        return Math.signum(mean);
    }

    @Override
    public double label(double written) {
        return written == 1 ? 1 : written == 0 || written == -1 ? -1 : Double.NaN;
    }

    @Override
    public String labelDomain() {
        return "0 or 1, or -1 or 1";
    }
}
