package io.thalweg.serde;

import io.thalweg.example.FeatureSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.util.Arrays;

/**
 * Indices and values that come one array after the other, in either order, kept until both are known. Reused from example to example. One
 * thread.
 */
final class PackedFeatures {
    private int[] indices = new int[64];
    private float[] values = new float[64];
    private int indexCount;
    private int valueCount;

    void clear() {
        indexCount = 0;
        valueCount = 0;
    }

    void add(int index, float value) {
        roomForIndices(1);
        roomForValues(1);
        indices[indexCount++] = index;
        values[valueCount++] = value;
    }

    int size() {
        return indexCount;
    }

    int index(int i) {
        return indices[i];
    }

    float value(int i) {
        return values[i];
    }

    boolean allOnes() {
        for (int i = 0; i < valueCount; i++) {
            if (values[i] != 1) {
                return false;
            }
        }
        return true;
    }

    void readIntIndices(BinaryCursor in) {
        for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
            roomForIndices(count);
            in.readInts(indices, indexCount, count);
            indexCount += count;
        }
    }

    /** Indices beyond an int become the nearest int, which is never the index of a weight either. */
    void readLongIndices(BinaryCursor in) {
        for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
            roomForIndices(count);
            for (int i = 0; i < count; i++) {
                indices[indexCount++] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, in.readLong()));
            }
        }
    }

    void readFloatValues(BinaryCursor in) {
        for (int count = in.readBlock(Float.BYTES); count > 0; count = in.readBlock(Float.BYTES)) {
            roomForValues(count);
            in.readFloats(values, valueCount, count);
            valueCount += count;
        }
    }

    void readValues(BinaryCursor in, NumberReader number) {
        for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
            roomForValues(count);
            for (int i = 0; i < count; i++) {
                values[valueCount++] = (float) number.read(in);
            }
        }
    }

    /** @throws RejectedExampleException if there are values, but not one for each index */
    void giveTo(FeatureSink sink) {
        if (valueCount != 0 && valueCount != indexCount) {
            throw new RejectedExampleException(
                    RejectReason.UNDECODABLE,
                    "there are " + indexCount + " indices and " + valueCount
                            + " values; there must be as many values, or none");
        }
        for (int i = 0; i < indexCount; i++) {
            sink.indexed(indices[i], valueCount == 0 ? 1 : values[i]);
        }
    }

    private void roomForIndices(int count) {
        if (count > indices.length - indexCount) {
            indices = Arrays.copyOf(indices, Math.max(2 * indices.length, indexCount + count));
        }
    }

    private void roomForValues(int count) {
        if (count > values.length - valueCount) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, valueCount + count));
        }
    }
}
