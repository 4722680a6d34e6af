package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;

/**
 * An example whose label comes late, with what was said of it. A model fills it when it has predicted the example; as bytes it waits wherever it may; read
 * again and given the label, it is learned. Features are as the model takes them: of {@link LinearModel} the values as they came, of {@link AutoModel} the
 * normalized ones that are not 0. Made by the {@link Model} that it belongs to, and reused. One thread.
 */
public final class PendingExample {
    private final ExampleBuilder builder;
    private final PendingFormat format;
    private Example example;
    private boolean labeled;
    private double label;
    private String labelName;

    /** How many examples the model had learned from when it was served. */
    long learned;

    /** By output, as they were served. */
    final double[] margins;

    /** What experts and combiners said; null of a model that has none. */
    final Served served;

    PendingExample(int hashBits, int outputs, Served served) {
        builder = new ExampleBuilder(hashBits, Integer.MAX_VALUE);
        format = new PendingFormat(1 << hashBits);
        margins = new double[outputs];
        this.served = served;
        beginUnlabeled(1);
        build();
    }

    /** Begins another, without features or label. */
    void beginUnlabeled(double importance) {
        labeled = false;
        begin(importance);
    }

    /** Begins another, without features, that has the label of the one before. */
    void begin(double importance) {
        builder.begin();
        builder.importance(importance);
        if (labeled && labelName.isEmpty()) {
            builder.label(label);
        } else if (labeled) {
            builder.label(labelName);
        }
    }

    /** In ascending order. */
    void feature(int index, float value) {
        builder.indexed(index, value);
    }

    void build() {
        example = builder.build();
    }

    /**
     * Gives it the label that has come; one before is forgotten.
     *
     * @param labelName if not empty, the label is this name, and not the number
     * @throws RejectedExampleException if no example may have it
     */
    public void label(double label, String labelName) {
        labeled(label, labelName);
        Features features = example.features();
        begin(example.importance());
        for (int k = 0; k < features.size(); k++) {
            builder.indexed(features.indices()[k], features.values()[k]);
        }
        build();
    }

    private void labeled(double label, String labelName) {
        labeled = true;
        this.label = label;
        this.labelName = labelName;
    }

    /** Valid until the next is read or filled. */
    public Example example() {
        return example;
    }

    /** Of the present content, without the label. */
    public byte[] write() {
        return format.write(this);
    }

    /**
     * Takes what {@link #write} has written, without a label.
     *
     * @throws IOException if the bytes are not of a pending example of such a model; the content is then undefined
     */
    public void read(byte[] pending) throws IOException {
        labeled = false;
        format.read(pending, this);
    }

    /**
     * The same, with the label that has come.
     *
     * @param labelName if not empty, the label is this name, and not the number
     * @throws RejectedExampleException if no example may have it
     */
    public void read(byte[] pending, double label, String labelName) throws IOException {
        labeled(label, labelName);
        format.read(pending, this);
    }
}
