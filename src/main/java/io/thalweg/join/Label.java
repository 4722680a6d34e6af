package io.thalweg.join;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleSink;
import java.nio.charset.StandardCharsets;

/**
 * An observed truth that stands on its own.
 *
 * @param number as it is written in the data; NaN if the label is a name
 * @param name the name of a class; empty if the label is a number
 */
public record Label(double number, String name) {
    /** The label of an example that has one. */
    public static Label of(Example example) {
        return new Label(example.label(), example.labelName());
    }

    static Label of(double number, byte[] nameBytes) {
        return new Label(number, new String(nameBytes, StandardCharsets.UTF_8));
    }

    public void giveTo(ExampleSink sink) {
        if (name.isEmpty()) {
            sink.label(number);
        } else {
            sink.label(name);
        }
    }

    byte[] nameBytes() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? Double.toString(number) : name;
    }
}
