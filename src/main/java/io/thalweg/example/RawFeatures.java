package io.thalweg.example;

import java.util.Arrays;

/**
 * Which features of an example are to be learned in standard deviations from their mean, with their raw values: those that are there before
 * {@link Example#standardize}. Ascending by index, each once. Reused. One thread.
 */
public final class RawFeatures {
    private int[] indices = {};
    private int[] places = {};
    private float[] values = {};
    private int given;
    private int size;

    RawFeatures() {}

    void clear() {
        given = 0;
        size = 0;
    }

    void add(int index) {
        if (given == indices.length) {
            indices = Arrays.copyOf(indices, 2 * given + 8);
            places = new int[indices.length];
            values = new float[indices.length];
        }
        indices[given++] = index;
    }

    /** Finds those that were added among the features of their example, and keeps their values. */
    void locate(Features features) {
        Arrays.sort(indices, 0, given);
        size = 0;
        int place = 0;
        for (int k = 0; k < given; k++) {
            if (size == 0 || indices[k] != indices[size - 1]) {
                while (features.indices()[place] != indices[k]) {
                    place++;
                }
                indices[size] = indices[k];
                places[size] = place;
                values[size++] = features.values()[place];
            }
        }
        given = size;
    }

    void scale(Features features, FeatureScale scale) {
        for (int k = 0; k < size; k++) {
            features.values()[places[k]] = scale.scaled(indices[k], values[k]);
        }
        features.sumSquares();
    }

    public int size() {
        return size;
    }

    public int index(int at) {
        return indices[at];
    }

    public float value(int at) {
        return values[at];
    }
}
