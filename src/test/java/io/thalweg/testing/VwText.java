package io.thalweg.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.example.ExampleSink;

/** Writes examples as lines of Vowpal Wabbit text, with their ids as tags. Names must be free of blanks, colons and pipes. One thread. */
public final class VwText implements ExampleSink {
    private final StringBuilder features = new StringBuilder();
    private String id;
    private String label;
    private String importance;

    @Override
    public void begin() {
        features.setLength(0);
        id = "";
        label = "";
        importance = "";
    }

    /** The example given since {@link #begin}, with the end of its line. */
    public String line() {
        return label + importance + " " + id + "|" + features + "\n";
    }

    @Override
    public void id(String id) {
        this.id = id;
    }

    @Override
    public void label(double label) {
        this.label = Double.toString(label);
    }

    @Override
    public void label(String name) {
        label = name;
    }

    @Override
    public void importance(double importance) {
        this.importance = " " + importance;
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        features.append(' ')
                .append(new String(name, offset, length, UTF_8))
                .append(':')
                .append(value);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        features.append(' ')
                .append(new String(name, nameOffset, nameLength, UTF_8))
                .append('=')
                .append(new String(value, valueOffset, valueLength, UTF_8));
    }

    @Override
    public void indexed(int index, float value) {
        throw new UnsupportedOperationException("text has names, index " + index + " has none");
    }
}
