package io.thalweg.model;

import io.thalweg.state.Blocks;

/** What the raw values of a feature mean now: the {@link Normalization} read from the side of the one linear model. A feature is named by where its state begins. One thread. */
final class RawScale {
    private final Normalization normalization;
    private final float[] floats;

    RawScale(Normalization normalization, Blocks blocks) {
        this.normalization = normalization;
        floats = blocks.floats();
    }

    /** How the raw values of the feature at a position are taken now. */
    Scaling scaling(int at) {
        float count = normalization.count(at);
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        if (count == 0) {
            return Scaling.UNSEEN;
        }
        boolean dense = normalization.isDense(count);
        if (variance == 0 || dense && Normalization.isConstant(mean, variance)) {
            return normalization.isInAll(count) || mean == 0
                    ? Scaling.CONSTANT
                    : dense ? Scaling.SIGN : Scaling.INDICATOR;
        }
        return dense ? Scaling.CENTRED : Scaling.ROOT_MEAN_SQUARE;
    }

    /**
     * The slope of the normalized feature in the raw one, as far as it is not clipped: what turns a weight for the one into a weight for the other.
     */
    double slope(int at) {
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        return switch (scaling(at)) {
            case SIGN, INDICATOR -> 1.0 / Math.abs(mean);
            case ROOT_MEAN_SQUARE -> 1 / Math.sqrt(variance + mean * mean);
            case CENTRED -> 1 / Math.sqrt(variance);
            default -> 0;
        };
    }

    /** How far from its centre a raw value counts no more than that far; infinite where size does not matter. */
    double limit(int at) {
        float mean = floats[at + 1];
        float variance = floats[at + 2];
        return switch (scaling(at)) {
            case CENTRED -> Normalization.OUTLIER / slope(at);
            case ROOT_MEAN_SQUARE, INDICATOR ->
                Math.min(
                        Normalization.OUTLIER / slope(at),
                        Math.abs(mean) + Normalization.most(normalization.count(at), mean, variance));
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /** The raw value whose normalized one is 0. */
    double centre(int at) {
        return scaling(at) == Scaling.CENTRED ? floats[at + 1] : 0;
    }
}
