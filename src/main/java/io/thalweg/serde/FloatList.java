package io.thalweg.serde;

import java.util.AbstractList;

/** A float array as the list that Avro writes. */
final class FloatList extends AbstractList<Float> {
    private final float[] floats;

    FloatList(float[] floats) {
        this.floats = floats;
    }

    @Override
    public Float get(int index) {
        return floats[index];
    }

    @Override
    public int size() {
        return floats.length;
    }
}
