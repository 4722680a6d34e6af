package io.thalweg.cli;

import io.thalweg.example.ExampleSink;

/** Keeps the label of each example for itself, and passes everything else on. One thread. */
final class WithoutLabel implements ExampleSink {
    private final ExampleSink sink;
    private double label;
    private String labelName;

    WithoutLabel(ExampleSink sink) {
        this.sink = sink;
    }

    boolean hasLabel() {
        return !Double.isNaN(label) || !labelName.isEmpty();
    }

    /** Gives the label of the last example to another. */
    void giveLabel(ExampleSink other) {
        if (labelName.isEmpty()) {
            other.label(label);
        } else {
            other.label(labelName);
        }
    }

    @Override
    public void begin() {
        label = Double.NaN;
        labelName = "";
        sink.begin();
    }

    @Override
    public void id(String id) {
        sink.id(id);
    }

    @Override
    public void label(double label) {
        this.label = label;
    }

    @Override
    public void label(String name) {
        labelName = name;
    }

    @Override
    public void importance(double importance) {
        sink.importance(importance);
    }

    @Override
    public void time(long timestampMs) {
        sink.time(timestampMs);
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        sink.numeric(name, offset, length, value);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        sink.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    @Override
    public void indexed(int index, float value) {
        sink.indexed(index, value);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        sink.standardized(name, offset, length, value);
    }
}
