package io.thalweg.loss;

/** Half the squared error: {@code ½(m − y)²} for any finite label y; the margin is the prediction. The derivative is m − y. */
public record SquaredLoss() implements MarginLoss {
    @Override
    public String name() {
        return "squared";
    }

    @Override
    public double value(double margin, double label) {
        double residual = margin - label;
        return 0.5 * residual * residual;
    }

    @Override
    public double derivative(double margin, double mean, double label) {
        return margin - label;
    }

    @Override
    public double move(double margin, double label, double reach) {
        return (margin - label) * StrictMath.expm1(-reach);
    }

    @Override
    public double mean(double margin) {
        return margin;
    }

    @Override
    public String meanFormula() {
        return "margin";
    }

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
