package io.thalweg.evaluation;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The predictor to beat on a series that drifts: it says the last label that had any importance, 0 before the first. Of a class it is as sure as
 * it has been right so far, with one repetition and one change added (Laplace's rule of succession), so that its log loss is finite. One thread.
 */
final class PreviousLabel implements Persistent {
    private final Loss loss;
    private final boolean classes;
    private double label;
    private double importance;
    private double repeated;

    PreviousLabel(Loss loss) {
        this.loss = loss;
        classes = loss instanceof LogisticLoss;
    }

    /** The loss of predicting {@code label} from the one before it. */
    double loss(double label) {
        if (classes) {
            double right = label == this.label ? repeated : importance - repeated;
            return -StrictMath.log((right + 1) / (importance + 2));
        }
        return loss.value(loss.marginOfMean(this.label), label);
    }

    /** How far it is off, as {@link Errors} counts it. */
    double error(double label) {
        return classes ? (label == this.label ? 0 : 1) : Math.abs(this.label - label);
    }

    void learn(double label, double importance) {
        if (importance > 0) {
            this.importance += importance;
            repeated += label == this.label ? importance : 0;
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
