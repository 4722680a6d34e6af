package io.thalweg.bench;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.format.ExampleFile;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A data set in memory: labels, and features hashed to 2^{@value #HASH_BITS}, of which fewer bits may be used. */
final class RealData {
    private static final int HASH_BITS = 24;
    static final int MAX_FEATURES = 1 << 16;

    final List<int[]> indices;
    final List<float[]> values;
    final List<Double> labels;
    private final BitSet unscored = new BitSet();

    RealData() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private RealData(List<int[]> indices, List<float[]> values, List<Double> labels) {
        this.indices = indices;
        this.values = values;
        this.labels = labels;
    }

    static RealData read(Path file) throws IOException {
        RealData data = new RealData();
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, MAX_FEATURES);
        try (ExampleReader reader = TextExamples.read(FileFormat.VW, ExampleFile.open(file.toString()), null)) {
            while (reader.read(builder)) {
                Example example = builder.build();
                int size = example.features().size();
                data.add(
                        Arrays.copyOf(example.features().indices(), size),
                        Arrays.copyOf(example.features().values(), size),
                        example.label());
            }
        }
        return data;
    }

    void add(int[] indices, float[] values, double label) {
        this.indices.add(indices);
        this.values.add(values);
        labels.add(label);
    }

    /** An example to learn from whose label says nothing of a prediction. */
    void addUnscored(int[] indices, float[] values, double label) {
        unscored.set(size());
        add(indices, values, label);
    }

    int size() {
        return labels.size();
    }

    /** From the first example on. */
    Cursor examples(int hashBits) {
        return new Cursor(hashBits);
    }

    /** One pass. */
    final class Cursor {
        private final ExampleBuilder builder;
        private final int mask;
        private int at;
        private Example current;

        private Cursor(int hashBits) {
            builder = new ExampleBuilder(hashBits, MAX_FEATURES);
            mask = (1 << hashBits) - 1;
        }

        Example next() {
            builder.begin();
            builder.label(labels.get(at));
            for (int k = 0; k < indices.get(at).length; k++) {
                builder.indexed(indices.get(at)[k] & mask, values.get(at)[k]);
            }
            at++;
            current = builder.build();
            return current;
        }

        Example current() {
            return current;
        }

        boolean isScored() {
            return !unscored.get(at - 1);
        }
    }
}
