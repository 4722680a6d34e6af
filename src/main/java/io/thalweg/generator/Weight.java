package io.thalweg.generator;

/** A weight of the true model, per standard deviation of its feature, until the drift and from then on. */
record Weight(double before, double after) {
    /** How many weights the drift redraws, as a share. */
    static final double REDRAWN = 1.0 / 3;

    /** The weight of the feature called {@code name}: mean 0, variance 1. */
    static Weight draw(long seed, String name) {
        SplitMix random = SplitMix.of(seed, name);
        double before = random.bell();
        boolean redrawn = random.uniform() < REDRAWN;
        return new Weight(before, redrawn ? random.bell() : before);
    }

    double at(boolean drifted) {
        return drifted ? after : before;
    }

    Weight minus(double center) {
        return new Weight(before - center, after - center);
    }

    Weight times(double factor) {
        return new Weight(before * factor, after * factor);
    }
}
