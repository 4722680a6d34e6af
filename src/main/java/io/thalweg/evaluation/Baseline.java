package io.thalweg.evaluation;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The predictor to beat: it knows no features and always says the average of the labels seen so far, weighted by importance. For logistic loss
 * that is the base rate with one positive and one negative example added (Laplace's rule of succession), so that its loss is finite from the
 * first example on; for hinge loss the more frequent class; for the other losses the running mean (of quantile loss too, though the
 * quantile would be the best constant), a margin of 0 before the first label. One thread.
 */
final class Baseline implements Persistent {
    private final Loss loss;
    private final double prior;
    private double importance;
    private double labels;

    Baseline(Loss loss) {
        this.loss = loss;
        prior = loss instanceof LogisticLoss ? 1 : 0;
    }

    /** The loss of predicting {@code label} from the labels before it. */
    double loss(double label) {
        double total = importance + 2 * prior;
        return loss.value(total > 0 ? loss.marginOfMean((labels + prior) / total) : 0, label);
    }

    void learn(double label, double importance) {
        this.importance += importance;
        labels += importance * label;
    }

    @Override
    public void clear() {
        importance = 0;
        labels = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(importance);
        out.writeDouble(labels);
    }

    @Override
    public void read(DataInput in) throws IOException {
        importance = in.readDouble();
        labels = in.readDouble();
    }
}
