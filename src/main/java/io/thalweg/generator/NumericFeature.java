package io.thalweg.generator;

import io.thalweg.example.FeatureSink;
import java.nio.charset.StandardCharsets;

/**
 * A feature of the click stream that is a number, with its true weight. What it adds to the margin is about 0 on average; the
 * sign of the weight depends on the seed. Immutable; any thread.
 */
final class NumericFeature {
    private final byte[] name;
    private final double mean;
    private final Weight weight;

    /**
     * @param mean of the numbers, about
     * @param spread of the numbers: their standard deviation, about
     * @param deviation of what the feature adds to the margin
     */
    NumericFeature(long seed, String name, double mean, double spread, double deviation) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.mean = mean;
        weight = Weight.draw(seed, name).times(deviation / spread);
    }

    /** Gives the feature; returns what it adds to the true margin. */
    double give(double value, boolean drifted, FeatureSink sink) {
        float given = (float) value;
        sink.numeric(name, 0, name.length, given);
        return adds(given, drifted);
    }

    /** What a number adds to the true margin. */
    double adds(double value, boolean drifted) {
        return weight.at(drifted) * (value - mean);
    }
}
