package io.thalweg.mapping;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.FeatureHasher;
import java.util.function.IntPredicate;

/**
 * A sink in front of another that counts the categories of which a model knows nothing, by field. Hashes each category once more: who wants it cheap puts it
 * in front of a part of the examples. One thread.
 */
public final class NewCategories implements ExampleSink {
    private final ExampleSink to;
    private final FieldCounts counts;
    private final FeatureHasher hasher;
    private final IntPredicate known;
    private byte[] feature = new byte[256];

    /**
     * @param counts those of the reader that gives the examples
     * @param known whether the model knows anything of the feature with this index
     */
    public NewCategories(ExampleSink to, FieldCounts counts, FeatureHasher hasher, IntPredicate known) {
        this.to = to;
        this.counts = counts;
        this.hasher = hasher;
        this.known = known;
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        int length = nameLength + 1 + valueLength;
        if (length > feature.length) {
            feature = new byte[2 * length];
        }
        System.arraycopy(name, nameOffset, feature, 0, nameLength);
        feature[nameLength] = '=';
        System.arraycopy(value, valueOffset, feature, nameLength + 1, valueLength);
        if (!known.test(hasher.index(feature, 0, length))) {
            counts.fresh();
        }
        to.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    @Override
    public void begin() {
        to.begin();
    }

    @Override
    public void id(String id) {
        to.id(id);
    }

    @Override
    public void label(double label) {
        to.label(label);
    }

    @Override
    public void label(String name) {
        to.label(name);
    }

    @Override
    public void importance(double importance) {
        to.importance(importance);
    }

    @Override
    public void time(long timestampMs) {
        to.time(timestampMs);
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        to.numeric(name, offset, length, value);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        to.standardized(name, offset, length, value);
    }

    @Override
    public void indexed(int index, float value) {
        to.indexed(index, value);
    }
}
