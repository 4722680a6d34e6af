package io.thalweg.loss;

/**
 * Cross-entropy of a probability: {@code −[y ln σ(m) + (1−y) ln(1−σ(m))]} for y in {0, 1} and a margin m in log-odds, no factor ½.
 * Written labels are 0 and 1, or −1 and 1. The derivative is σ(m) − y, in [−1, 1]. Exact for margins of any size: nothing is clipped.
 */
public record LogisticLoss() implements MarginLoss {
    /** Beyond it a margin on the label's side does not move. */
    private static final double MAX_MARGIN = 700;

    /** Below it a margin moves as from here: sums with it have no digits left behind the point. */
    private static final double MIN_MARGIN = -1e9;

    private static final double MAX_RATIO = 1e300;
    private static final int MAX_STEPS = 60;

    /** The error of a step of Newton's method is about the square of the step: there is no next one to take. */
    private static final double ENOUGH = 1e-8;

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public boolean isCrossEntropy() {
        return true;
    }

    @Override
    public double value(double margin, double label) {
        return Math.max(margin, 0) - label * margin + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }

    @Override
    public double derivative(double margin, double mean, double label) {
        return mean - label;
    }

    @Override
    public double move(double margin, double label, double reach) {
        return label == 1 ? rise(margin, reach) : -rise(-margin, reach);
    }

    /**
     * The δ ≥ 0 of {@code δ + e^u (e^δ − 1) = reach}, for u = margin on the label's side. Newton's method from above the root of a convex, rising
     * function: it falls to the root and does not overflow.
     */
    private static double rise(double margin, double reach) {
        double u = Math.max(MIN_MARGIN, Math.min(margin, MAX_MARGIN));
        double odds = StrictMath.exp(u);
        double bound = reach < odds * MAX_RATIO ? StrictMath.log1p(reach / odds) : StrictMath.log(reach) - u;
        double rise = Math.min(reach, bound);
        for (int k = 0; k < MAX_STEPS; k++) {
            double slope = StrictMath.exp(u + rise);
            double growth = rise < 1 ? odds * StrictMath.expm1(rise) : slope - odds;
            double fall = (rise + growth - reach) / (1 + slope);
            rise -= fall;
            if (Math.abs(fall) <= ENOUGH * rise) {
                break;
            }
        }
        return Math.max(0, rise);
    }

    @Override
    public double mean(double margin) {
        if (margin >= 0) {
            return 1 / (1 + StrictMath.exp(-margin));
        }
        double odds = StrictMath.exp(margin);
        return odds / (1 + odds);
    }

    @Override
    public String meanFormula() {
        return "1 / (1 + exp(-margin))";
    }

    @Override
    public double marginOfMean(double mean) {
        return StrictMath.log(mean / (1 - mean));
    }

    @Override
    public double label(double written) {
        return written == 1 ? 1 : written == 0 || written == -1 ? 0 : Double.NaN;
    }

    @Override
    public String labelDomain() {
        return "0 or 1, or -1 or 1";
    }
}
