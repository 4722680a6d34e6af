package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.loss.MarginLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;

/** Labels that are numbers, as a loss of one margin wants them. Stateless. */
record NumberLabels(MarginLoss loss) implements Labels {
    @Override
    public double of(Example example) {
        if (!example.hasLabel()) {
            return Double.NaN;
        }
        double label = example.labelName().isEmpty() ? loss.label(example.label()) : Double.NaN;
        if (Double.isNaN(label)) {
            throw example.labelName().isEmpty()
                    ? Labels.outsideDomain(Double.toString(example.label()), loss.labelDomain())
                    : Labels.outsideDomain(
                            Labels.quoted(example.labelName()), loss.labelDomain() + "; loss=softmax takes names");
        }
        return label;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public String text(Example example) {
        return example.hasLabel() ? Double.toString(example.label()) : "";
    }

    @Override
    public String text(Prediction prediction) {
        return Double.toString(prediction.mean());
    }

    @Override
    public void admit(Example example) {}

    @Override
    public void clear() {}

    @Override
    public void write(DataOutput out) {}

    @Override
    public void read(DataInput in) {}
}
