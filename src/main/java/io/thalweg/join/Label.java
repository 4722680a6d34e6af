package io.thalweg.join;

import io.thalweg.example.Example;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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

    void write(DataOutput out) throws IOException {
        out.writeDouble(number);
        out.writeUTF(name);
    }

    static Label read(DataInput in) throws IOException {
        return new Label(in.readDouble(), in.readUTF());
    }

    @Override
    public String toString() {
        return name.isEmpty() ? Double.toString(number) : name;
    }
}
