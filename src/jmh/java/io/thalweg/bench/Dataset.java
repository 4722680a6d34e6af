package io.thalweg.bench;

import io.thalweg.example.ExampleSink;
import java.util.Arrays;
import java.util.Random;

/**
 * Sparse examples to be fast on: {@value #FEATURES} features each, of 2^{@value #HASH_BITS}. Popularity follows a power law (rank ~ u^4, as words
 * and categories do), and a feature's index has nothing to do with its rank, as with hashed names: the weights that an example needs are spread
 * over the whole array. Labels come from a true model. The same seed gives the same examples.
 *
 * <p>In flat arrays: example i has the features from {@code i·}{@value #FEATURES} on, indices ascending.
 */
final class Dataset {
    static final int FEATURES = 75;
    static final int HASH_BITS = 18;

    private static final int WEIGHTS = 1 << HASH_BITS;
    private static final int SPREAD = 0x9e3779b1;

    final int[] indices;
    final float[] values;
    final double[] labels;

    private Dataset(int size) {
        indices = new int[size * FEATURES];
        values = new float[size * FEATURES];
        labels = new double[size];
    }

    /** Every value is 1: indicators of categories. */
    static Dataset unit(int size, long seed) {
        return generate(size, seed, 0.2, false);
    }

    /** Values from 0.05 to 0.25: words by frequency, of norm about 1. */
    static Dataset real(int size, long seed) {
        return generate(size, seed, 1, true);
    }

    private static Dataset generate(int size, long seed, double margin, boolean real) {
        Random random = new Random(seed);
        double[] truth = random.doubles(WEIGHTS, -2, 2).toArray();
        Dataset data = new Dataset(size);
        for (int i = 0; i < size; i++) {
            int[] indices = draw(random);
            double sum = 0;
            for (int k = 0; k < FEATURES; k++) {
                float value = real ? 0.05f + 0.2f * random.nextFloat() : 1;
                data.indices[i * FEATURES + k] = indices[k];
                data.values[i * FEATURES + k] = value;
                sum += truth[indices[k]] * value;
            }
            data.labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin * sum)) ? 1 : 0;
        }
        return data;
    }

    private static int[] draw(Random random) {
        int[] indices = random.doubles()
                .mapToInt(u -> (int) (WEIGHTS * u * u * u * u) * SPREAD & WEIGHTS - 1)
                .distinct()
                .limit(FEATURES)
                .toArray();
        Arrays.sort(indices);
        return indices;
    }

    int size() {
        return labels.length;
    }

    /** Gives example i as packed features. */
    void give(int i, ExampleSink sink) {
        sink.begin();
        sink.label(labels[i]);
        for (int at = i * FEATURES; at < (i + 1) * FEATURES; at++) {
            sink.indexed(indices[at], values[at]);
        }
    }
}
