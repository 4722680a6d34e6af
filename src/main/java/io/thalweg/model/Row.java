package io.thalweg.model;

import io.thalweg.example.Features;
import java.util.Arrays;

/** The normalized features of one example, the intercept last, and where the state of each begins. Reused. One thread. */
final class Row {
    private float[] values = new float[64];
    private int[] positions = new int[64];
    private int size;

    /** Makes it as long as the features, whose state begins at their index times the stride behind the first; values are to be filled in. */
    void place(Features x, int first, int stride) {
        size = x.size();
        reserve(size);
        int[] indices = x.indices();
        int[] positions = this.positions;
        for (int k = 0; k < size; k++) {
            positions[k] = first + indices[k] * stride;
        }
    }

    void add(int at, float value) {
        reserve(size + 1);
        values[size] = value;
        positions[size++] = at;
    }

    private void reserve(int room) {
        if (room > values.length) {
            values = Arrays.copyOf(values, 2 * room);
            positions = Arrays.copyOf(positions, 2 * room);
        }
    }

    /** The sum of the squared values, in their order. */
    float squaredLength() {
        float sum = 0;
        for (int k = 0; k < size; k++) {
            sum += values[k] * values[k];
        }
        return sum;
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
