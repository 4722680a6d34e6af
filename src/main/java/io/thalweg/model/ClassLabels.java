package io.thalweg.model;

import io.thalweg.example.Example;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Labels that are classes, numbered from 0: given by name, or in the order in which they are first seen; called as {@link ClassNames} says. One
 * thread.
 */
final class ClassLabels implements Labels {
    private static final int MOST_LISTED = 20;

    private final int capacity;
    private final List<String> given;
    private final List<String> names = new ArrayList<>();
    private final List<String> readOnlyNames = Collections.unmodifiableList(names);
    private final List<Double> numbers = new ArrayList<>();

    /** @param given the names of all classes; empty if the first {@code capacity} labels name them */
    ClassLabels(int capacity, List<String> given) {
        this.capacity = capacity;
        this.given = given;
        clear();
    }

    /** How many classes are known. */
    int count() {
        return names.size();
    }

    @Override
    public List<String> classes() {
        return readOnlyNames;
    }

    /** For a class that was never seen, the number that it would get. */
    @Override
    public double of(Example example) {
        if (!example.hasLabel()) {
            return Double.NaN;
        }
        int label = find(example);
        if (label < 0 && names.size() == capacity) {
            throw Labels.outsideDomain(
                    example.labelName().isEmpty() ? text(example) : Labels.quoted(example.labelName()), domain());
        }
        return label < 0 ? names.size() : label;
    }

    /** For messages. */
    private String domain() {
        List<String> listed = names.subList(0, Math.min(MOST_LISTED, names.size()));
        return "one of the " + capacity + " classes " + String.join(", ", listed)
                + (listed.size() < names.size() ? ", … and " + names.get(names.size() - 1) : "")
                + (given.isEmpty() ? " (classes sets the limit)" : " (classes names them)");
    }

    @Override
    public String text(Example example) {
        if (!example.hasLabel()) {
            return "";
        }
        return example.labelName().isEmpty() ? ClassNames.of(example.label()) : ClassNames.of(example.labelName());
    }

    @Override
    public String text(Prediction prediction) {
        return prediction.predictedClass() < 0 ? "" : names.get(prediction.predictedClass());
    }

    @Override
    public void admit(Example example) {
        if (example.hasLabel() && find(example) < 0) {
            add(text(example));
        }
    }

    private int find(Example example) {
        if (example.labelName().isEmpty()) {
            return find(example.label());
        }
        int label = names.indexOf(example.labelName());
        return label >= 0 ? label : find(ClassNames.number(example.labelName()));
    }

    private int find(double number) {
        for (int label = 0; label < numbers.size(); label++) {
            if (numbers.get(label) == number) {
                return label;
            }
        }
        return -1;
    }

    private void add(String name) {
        names.add(ClassNames.of(name));
        numbers.add(ClassNames.number(name));
    }

    @Override
    public void clear() {
        names.clear();
        numbers.clear();
        given.forEach(this::add);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        names.clear();
        numbers.clear();
        int count = in.readInt();
        if (count < 0 || count > capacity) {
            throw new IOException("there are " + count + " classes");
        }
        for (int left = count; left > 0; left--) {
            add(in.readUTF());
        }
    }
}
