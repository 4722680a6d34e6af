package io.thalweg.example;

/** Gives everything on to another sink; who stands between overrides what is of interest. One thread. */
public abstract class ForwardingSink implements ExampleSink {
    private final ExampleSink to;

    protected ForwardingSink(ExampleSink to) {
        this.to = to;
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
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        to.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    @Override
    public void indexed(int index, float value) {
        to.indexed(index, value);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        to.standardized(name, offset, length, value);
    }
}
