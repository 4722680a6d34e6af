package io.thalweg.mapping;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.FeatureHasher;
import io.thalweg.example.ForwardingSink;
import java.util.function.IntPredicate;

/**
 * A sink in front of another that counts the categories of which a model knows nothing, by field. Hashes each category once more: who wants it cheap puts it
 * in front of a part of the examples. One thread.
 */
public final class NewCategories extends ForwardingSink {
    private final FieldCounts counts;
    private final FeatureHasher hasher;
    private final IntPredicate known;
    private byte[] feature = new byte[256];

    /**
     * @param counts those of the reader that gives the examples
     * @param known whether the model knows anything of the feature with this index
     */
    public NewCategories(ExampleSink to, FieldCounts counts, FeatureHasher hasher, IntPredicate known) {
        super(to);
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
        super.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }
}
