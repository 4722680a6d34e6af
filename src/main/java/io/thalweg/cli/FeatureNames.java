package io.thalweg.cli;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.FeatureHasher;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** The names of features that a file of examples has for some indices, in the order in which they are found. A category is {@code name=value}. One thread. */
final class FeatureNames implements ExampleSink {
    private final FeatureHasher hasher;
    private final IntPredicate wanted;
    private final Map<Integer, Set<String>> names = new TreeMap<>();

    /** @param wanted indices to find names for */
    FeatureNames(int hashBits, IntPredicate wanted) {
        hasher = new FeatureHasher(hashBits);
        this.wanted = wanted;
    }

    void read(ExampleReader reader, Rejects rejects) throws IOException {
        while (true) {
            try {
                if (!reader.read(this)) {
                    return;
                }
            } catch (RejectedExampleException e) {
                rejects.add(reader.line(), e);
            }
        }
    }

    /** What is called {@code index}: several names are joined by {@code |}; empty if there is none. */
    String of(int index) {
        return String.join("|", names.getOrDefault(index, Set.of()));
    }

    /** All that is called {@code index}. */
    Set<String> all(int index) {
        return names.getOrDefault(index, Set.of());
    }

    void clear() {
        names.clear();
    }

    /** How many of the wanted indices have a name. */
    int count() {
        return names.size();
    }

    @Override
    public void begin() {}

    @Override
    public void id(String id) {}

    @Override
    public void label(double label) {}

    @Override
    public void label(String name) {}

    @Override
    public void importance(double importance) {}

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        add(name, offset, length);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        byte[] whole = new byte[nameLength + 1 + valueLength];
        System.arraycopy(name, nameOffset, whole, 0, nameLength);
        whole[nameLength] = '=';
        System.arraycopy(value, valueOffset, whole, nameLength + 1, valueLength);
        add(whole, 0, whole.length);
    }

    @Override
    public void indexed(int index, float value) {}

    private void add(byte[] name, int offset, int length) {
        int index = hasher.index(name, offset, length);
        if (wanted.test(index)) {
            names.computeIfAbsent(index, first -> new LinkedHashSet<>())
                    .add(new String(name, offset, length, StandardCharsets.UTF_8));
        }
    }
}
