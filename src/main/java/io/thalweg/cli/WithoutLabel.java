package io.thalweg.cli;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.ForwardingSink;

/** Keeps the label of each example for itself, and passes everything else on. One thread. */
final class WithoutLabel extends ForwardingSink {
    private double label;
    private String labelName;

    WithoutLabel(ExampleSink sink) {
        super(sink);
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
        super.begin();
    }

    @Override
    public void label(double label) {
        this.label = label;
    }

    @Override
    public void label(String name) {
        labelName = name;
    }
}
