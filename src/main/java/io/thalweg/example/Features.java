package io.thalweg.example;

import java.util.Arrays;

/**
 * A sparse vector: strictly ascending indices, each with a finite value. Reused from example to example. One thread.
 *
 * <p>The arrays are the live ones, longer than {@link #size}: hot loops read them up to there and no further.
 */
public final class Features {
    private int[] indices = new int[64];
    private float[] values = new float[64];
    private int size;
    private double squaredNorm;

    Features() {}

    public int size() {
        return size;
    }

    public int[] indices() {
        return indices;
    }

    public float[] values() {
        return values;
    }

    /** The sum of the squared values, in index order. */
    public double squaredNorm() {
        return squaredNorm;
    }

    void clear(int room) {
        size = 0;
        squaredNorm = 0;
        if (room > indices.length) {
            int length = Math.max(room, 2 * indices.length);
            indices = Arrays.copyOf(indices, length);
            values = Arrays.copyOf(values, length);
        }
    }

    /** To be called when values have been replaced. */
    void sumSquares() {
        squaredNorm = 0;
        for (int k = 0; k < size; k++) {
            squaredNorm += (double) values[k] * values[k];
        }
    }

    void append(int index, float value) {
        indices[size] = index;
        values[size++] = value;
        squaredNorm += (double) value * value;
    }
}
