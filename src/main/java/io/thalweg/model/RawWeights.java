package io.thalweg.model;

/** The one linear model for raw features that an {@link AutoModel} is at any moment. One thread. */
final class RawWeights {
    private final Response response;
    private final Normalization normalization;
    private final RawScale scale;
    private final Experts experts;
    private final Combination combination;
    private final int size;
    private final double l1;

    /** @param size how many features there are; the intercept comes behind them */
    RawWeights(
            Response response,
            Normalization normalization,
            RawScale scale,
            Experts experts,
            Combination combination,
            int size,
            double l1) {
        this.response = response;
        this.normalization = normalization;
        this.scale = scale;
        this.experts = experts;
        this.combination = combination;
        this.size = size;
        this.l1 = l1;
    }

    float weight(int output, int index) {
        int at = normalization.position(index);
        double weight = response.unit() * experts.weight(at, output, combination.shares(), l1) * scale.slope(at);
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, weight));
    }

    double intercept(int output) {
        return base(output) - atCentres(output);
    }

    /** The margin of an example without features, those that are centred being at their means. */
    double base(int output) {
        double[] shares = combination.shares();
        double intercept = combination.offset(output) + experts.weight(normalization.position(size), output, shares, 0);
        for (double share : shares) {
            intercept += combination.bias(output) * share;
        }
        return response.origin() + response.unit() * intercept;
    }

    /** What the weights, rounded as they are given away, say of the features' centres: far from the origin a rounded weight needs an intercept to match. */
    private double atCentres(int output) {
        double sum = 0;
        for (int index = 0; index < size; index++) {
            double centre = scale.centre(normalization.position(index));
            if (centre != 0) {
                sum += weight(output, index) * centre;
            }
        }
        return sum;
    }

    /** What each feature of a row adds to the margin of an output, in the loss's units. */
    void explain(Row row, int output, double[] contributions) {
        double[] shares = combination.shares();
        for (int k = 0; k < row.size(); k++) {
            double weight = experts.weight(row.positions()[k], output, shares, l1);
            contributions[k] = response.unit() * weight * row.values()[k];
        }
    }

    /** What L1 takes off the margin of a row: serving only, learning does not know of it. */
    double withheld(Row row, int output) {
        if (l1 == 0) {
            return 0;
        }
        double[] shares = combination.shares();
        double withheld = 0;
        for (int k = 0; k < row.size() - 1; k++) {
            int at = row.positions()[k];
            withheld +=
                    row.values()[k] * (experts.weight(at, output, shares, 0) - experts.weight(at, output, shares, l1));
        }
        return withheld;
    }
}
