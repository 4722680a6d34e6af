package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Sums of what one predictor's predictions cost, weighted by importance. An error is 1 for a wrong class and 0 for the right one; for numbers,
 * the absolute difference. One thread.
 */
final class Errors implements Persistent {
    private double losses;
    private double errors;
    private double squares;

    /** @param mean what was predicted, in the label's units; of two classes its margin will do */
    static double error(Loss loss, double mean, double label) {
        return loss.classes() > 0 ? (mean > 0 == label > 0 ? 0 : 1) : Math.abs(mean - label);
    }

    void add(double importance, double loss, double error) {
        losses += importance * loss;
        errors += importance * error;
        squares += importance * error * error;
    }

    double meanLoss(double importance) {
        return importance > 0 ? losses / importance : 0;
    }

    /** NaN if the importance is 0, like the mean of the squares. */
    double meanError(double importance) {
        return errors / importance;
    }

    double meanSquare(double importance) {
        return squares / importance;
    }

    @Override
    public void clear() {
        losses = 0;
        errors = 0;
        squares = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(losses);
        out.writeDouble(errors);
        out.writeDouble(squares);
    }

    @Override
    public void read(DataInput in) throws IOException {
        losses = in.readDouble();
        errors = in.readDouble();
        squares = in.readDouble();
    }
}
