package io.thalweg.evaluation;

import io.thalweg.loss.MarginLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Always says the mean of the labels so far, weighted by importance; a margin of 0 before the first. For hinge loss that is on the side of the more
 * frequent class; for quantile loss the quantile would be better. One thread.
 */
final class RunningMean implements Constant {
    private final MarginLoss loss;
    private double importance;
    private double labels;

    RunningMean(MarginLoss loss) {
        this.loss = loss;
    }

    private double mean() {
        return importance > 0 ? labels / importance : loss.mean(0);
    }

    @Override
    public double loss(double label) {
        return loss.value(loss.marginOfMean(mean()), label);
    }

    @Override
    public double error(double label) {
        return Errors.error(loss, mean(), label);
    }

    @Override
    public void learn(double label, double importance) {
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
