package io.thalweg.model;

import java.util.Arrays;

/** The normalized features of one example that are not 0, the intercept first, and where the state of each begins. Reused. One thread. */
final class Row {
    private float[] values = new float[64];
    private int[] positions = new int[64];
    private int size;

    /** Begins a row with the intercept's 1. */
    void begin(int intercept) {
        size = 0;
        add(intercept, 1);
    }

    void add(int at, float value) {
        if (value == 0) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            positions = Arrays.copyOf(positions, 2 * size);
        }
        values[size] = value;
        positions[size++] = at;
    }

    int size() {
        return size;
    }

    float[] values() {
        return values;
    }

    int[] positions() {
        return positions;
    }
}
