package io.thalweg.loss;

/**
 * Cross-entropy of a probability: {@code −[y ln σ(m) + (1−y) ln(1−σ(m))]} for y in {0, 1} and a margin m in log-odds, no factor ½.
 * Written labels are 0 and 1, or −1 and 1. The derivative is σ(m) − y, in [−1, 1]. Exact for margins of any size: nothing is clipped.
 */
public record LogisticLoss() implements Loss {
    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public double value(double margin, double label) {
        return Math.max(margin, 0) - label * margin + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }

    @Override
    public double derivative(double margin, double label) {
        return mean(margin) - label;
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
