package io.thalweg.format;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes every call as text: {@code "line 3: label 1.0, a = 2.0, color = <red>"}, and every reject by its message. */
final class RecordingSink implements ExampleSink {
    private final List<String> calls = new ArrayList<>();

    /** All examples and rejects of a file, with the lines where they begin. */
    static List<String> readAll(ExampleReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        RecordingSink sink = new RecordingSink();
        while (true) {
            try {
                if (!reader.read(sink)) {
                    return read;
                }
                read.add("line " + reader.line() + ": " + sink);
            } catch (RejectedExampleException e) {
                read.add("line " + reader.line() + " " + e.reason() + ": " + e.getMessage());
            }
        }
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

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
        calls.add("label " + finite(label));
    }

    @Override
    public void label(String name) {
        calls.add("label <" + name + ">");
    }

    @Override
    public void importance(double importance) {
        calls.add("importance " + finite(importance));
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        calls.add(text(name, offset, length) + " = " + finite(value));
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        calls.add(text(name, nameOffset, nameLength) + " = <" + text(value, valueOffset, valueLength) + ">");
    }

    @Override
    public void indexed(int index, float value) {
        calls.add(index + " = " + finite(value));
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private static <N extends Number> N finite(N number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new RejectedExampleException(RejectReason.NON_FINITE, number + " is not finite");
        }
        return number;
    }

    @Override
    public String toString() {
        return String.join(", ", calls);
    }
}
