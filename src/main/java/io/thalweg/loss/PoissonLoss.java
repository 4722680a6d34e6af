package io.thalweg.loss;

/**
 * Half the deviance of a count y whose mean is e^m: {@code e^m − y m + y ln y − y} (Nelder and Wedderburn 1972), 0 where e^m = y. The derivative
 * is e^m − y. Labels need not be whole. Above a margin of 30 the exponential goes on as a constant and the loss as a straight line, so that
 * both stay finite and a way back remains.
 */
public record PoissonLoss() implements MarginLoss {
    private static final double MAX_MARGIN = 30;
    private static final double MAX_MEAN = StrictMath.exp(MAX_MARGIN);

    /** Below the largest mean: the minimum is never on the straight line. */
    private static final double MAX_LABEL = 1e13;

    private static final double MIN_MEAN = 1e-9;

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public double value(double margin, double label) {
        double beyond = Math.max(0, margin - MAX_MARGIN) * MAX_MEAN;
        double least = label > 0 ? label * StrictMath.log(label) - label : 0;
        return Math.max(0, mean(margin) + beyond - label * margin + least);
    }

    @Override
    public double derivative(double margin, double mean, double label) {
        return mean - label;
    }

    @Override
    public double move(double margin, double label, double reach) {
        if (margin <= MAX_MARGIN) {
            return curvedMove(margin, label, reach);
        }
        double slope = MAX_MEAN - label;
        double straight = (margin - MAX_MARGIN) / slope;
        return reach <= straight
                ? -slope * reach
                : MAX_MARGIN - margin + curvedMove(MAX_MARGIN, label, reach - straight);
    }

    /** {@code −ln(e^(−y·reach) + e^m (1 − e^(−y·reach)) / y)}, by logarithms of both terms: either may be too small for a number. */
    private static double curvedMove(double margin, double label, double reach) {
        double rise = label * reach;
        if (rise == 0) {
            return -StrictMath.log1p(StrictMath.exp(margin) * reach);
        }
        double fall = StrictMath.log(-StrictMath.expm1(-rise) / label) + margin;
        return Math.min(rise, -fall) - StrictMath.log1p(StrictMath.exp(-Math.abs(fall + rise)));
    }

    @Override
    public double mean(double margin) {
        return StrictMath.exp(Math.min(margin, MAX_MARGIN));
    }

    @Override
    public String meanFormula() {
        return "exp(margin), the margin at most 30";
    }

    /** A mean of 0, when every label was 0, counts as 1e-9: its logarithm is a number. */
    @Override
    public double marginOfMean(double mean) {
        return StrictMath.log(Math.max(mean, MIN_MEAN));
    }

    @Override
    public double label(double written) {
        return written >= 0 && written <= MAX_LABEL ? written : Double.NaN;
    }

    @Override
    public String labelDomain() {
        return "a number from 0 to 1e13";
    }
}
