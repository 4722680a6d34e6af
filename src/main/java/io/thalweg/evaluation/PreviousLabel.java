package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The predictor to beat on a series that drifts: it says the last label that had any importance; before the first it says 0, or of many classes none. Of a
 * class it is as sure as it has been right so far, with one repetition and one change added (Laplace's rule of succession), so that its cross-entropy is finite; the other classes
 * share the rest alike. One thread.
 */
final class PreviousLabel implements Constant {
    private final Loss loss;
    private double label;
    private double importance;
    private double repeated;

    PreviousLabel(Loss loss) {
        this.loss = loss;
    }

    private boolean saysNone() {
        return loss.outputs() > 1 && importance == 0;
    }

    @Override
    public double loss(double label) {
        if (saysNone()) {
            return StrictMath.log(loss.classes());
        }
        if (loss.isCrossEntropy()) {
            double right = label == this.label ? repeated : importance - repeated;
            int alike = label == this.label ? 1 : loss.classes() - 1;
            return -StrictMath.log((right + 1) / (importance + 2) / alike);
        }
        MarginLoss ofMargin = (MarginLoss) loss;
        return ofMargin.value(ofMargin.marginOfMean(this.label), label);
    }

    @Override
    public double error(double label) {
        if (saysNone()) {
            return 1;
        }
        return loss.classes() > 0 ? (label == this.label ? 0 : 1) : Math.abs(this.label - label);
    }

    @Override
    public void learn(double label, double importance) {
        if (importance > 0) {
            repeated += label == this.label && !saysNone() ? importance : 0;
            this.importance += importance;
            this.label = label;
        }
    }

    @Override
    public void clear() {
        label = 0;
        importance = 0;
        repeated = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(label);
        out.writeDouble(importance);
        out.writeDouble(repeated);
    }

    @Override
    public void read(DataInput in) throws IOException {
        label = in.readDouble();
        importance = in.readDouble();
        repeated = in.readDouble();
    }
}
