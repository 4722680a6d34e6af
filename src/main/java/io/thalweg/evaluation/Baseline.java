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
    private final boolean classes;
    private final double prior;
    private double importance;
    private double labels;

    Baseline(Loss loss) {
        this.loss = loss;
        classes = loss instanceof LogisticLoss;
        prior = classes ? 1 : 0;
    }

    private double mean() {
        double total = importance + 2 * prior;
        return total > 0 ? (labels + prior) / total : loss.mean(0);
    }

    /** The loss of predicting {@code label} from the labels before it. */
    double loss(double label) {
        double mean = mean();
        return classes ? -StrictMath.log(label == 1 ? mean : 1 - mean) : loss.value(loss.marginOfMean(mean), label);
    }

    /** How far it is off, as {@link Errors} counts it. */
    double error(double label) {
        double mean = mean();
        return classes ? ((mean > 0.5 ? 1 : 0) == label ? 0 : 1) : Math.abs(mean - label);
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
