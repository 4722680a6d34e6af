package io.thalweg.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.example.ExampleSink;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a sink is told, one line a call. */
final class Recording implements ExampleSink {
    final List<String> calls = new ArrayList<>();

    @Override
    public void begin() {
        calls.clear();
    }

    @Override
    public void id(String id) {
        calls.add("id " + id);
    }

    @Override
    public void label(double label) {
        calls.add("label " + label);
    }

    @Override
    public void label(String name) {
        calls.add("label <" + name + ">");
    }

    @Override
    public void importance(double importance) {
        calls.add("importance " + importance);
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        calls.add("numeric " + new String(name, offset, length, UTF_8) + " " + value);
    }

    @Override
    public void time(long timestampMs) {
        calls.add("time " + timestampMs);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        calls.add("standardized " + new String(name, offset, length, UTF_8) + " " + value);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        calls.add("categorical " + new String(name, nameOffset, nameLength, UTF_8) + " "
                + new String(value, valueOffset, valueLength, UTF_8));
    }

    @Override
    public void indexed(int index, float value) {
        calls.add("indexed " + index + " " + value);
    }
}
