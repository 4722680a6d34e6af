package io.thalweg.model;

import io.thalweg.loss.SquaredLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A number: one margin, in standard deviations of the labels so far from their mean (Welford 1962). A prediction stays between the smallest and the largest
 * label so far, and is 0 before the first. A label further from its prediction than ten times the root mean square of such errors lately counts as that far:
 * a wrong label would otherwise undo what a thousand right ones taught, and a real change of level is followed after a few.
 */
final class SquaredResponse implements Response {
    private static final double MAX_LOSS = 50;
    private static final double OUTLIER = 10;
    private static final double OUTLIER_AFTER = 16;
    private static final double ERRORS_KEPT = 100;

    private final SquaredLoss loss;
    private double weight;
    private double mean;
    private double squares;
    private double smallest;
    private double largest;
    private double errors;
    private double squaredError;

    SquaredResponse(SquaredLoss loss) {
        this.loss = loss;
        clear();
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int active() {
        return 1;
    }

    @Override
    public double bias(int output, double prior) {
        return 0;
    }

    @Override
    public double tamed(double label, double[] margins, double importance) {
        if (weight == 0) {
            return label;
        }
        double prediction = served(margins[0]);
        double error = label - prediction;
        double most = OUTLIER * Math.sqrt(squaredError);
        boolean outlier = errors > OUTLIER_AFTER && most > 0 && Math.abs(error) > most;
        double counted = outlier ? Math.copySign(most, error) : error;
        errors += importance;
        squaredError += (counted * counted - squaredError) * Math.min(1, importance / Math.min(errors, ERRORS_KEPT));
        return outlier ? prediction + counted : label;
    }

    @Override
    public double label(double label) {
        return (label - mean) / unit();
    }

    @Override
    public void learnLabel(double label, double importance) {}

    @Override
    public void learnUnits(double label, double importance) {
        weight += importance;
        double deviation = label - mean;
        mean += deviation * importance / weight;
        squares += importance * deviation * (label - mean);
        smallest = Math.min(smallest, label);
        largest = Math.max(largest, label);
    }

    @Override
    public void mean(double[] margins, double[] means) {
        means[0] = margins[0];
    }

    @Override
    public double likelihood(double[] means, double label) {
        double error = means[0] - label;
        return StrictMath.exp(-Math.min(error * error / 2, MAX_LOSS));
    }

    @Override
    public double residual(double mean, int output, double label) {
        return label - mean;
    }

    @Override
    public double curvature(double mean) {
        return 1;
    }

    @Override
    public double step(double margin, double mean, int output, double label, double length) {
        return ImplicitStep.squared(margin, label, length);
    }

    @Override
    public double secondOrderStep(double margin, double mean, int output, double label, double length) {
        return ImplicitStep.squaredKalman(margin, label, length);
    }

    @Override
    public void serve(double[] margins, double label, Prediction prediction) {
        prediction.of(loss, served(margins[0]), label);
    }

    private double served(double margin) {
        return Math.max(least(), Math.min(greatest(), mean + unit() * margin));
    }

    @Override
    public void recall(double[] said, int known, double label, Prediction prediction) {
        prediction.of(loss, said[0], label);
    }

    @Override
    public double least() {
        return weight == 0 ? 0 : smallest;
    }

    @Override
    public double greatest() {
        return weight == 0 ? 0 : largest;
    }

    @Override
    public double unit() {
        double deviation = weight > 0 ? Math.sqrt(squares / weight) : 0;
        return deviation > 0 ? deviation : 1;
    }

    @Override
    public double origin() {
        return mean;
    }

    @Override
    public void clear() {
        weight = 0;
        mean = 0;
        squares = 0;
        smallest = Double.MAX_VALUE;
        largest = -Double.MAX_VALUE;
        errors = 0;
        squaredError = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (double number : new double[] {weight, mean, squares, smallest, largest, errors, squaredError}) {
            out.writeDouble(number);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        weight = in.readDouble();
        mean = in.readDouble();
        squares = in.readDouble();
        smallest = in.readDouble();
        largest = in.readDouble();
        errors = in.readDouble();
        squaredError = in.readDouble();
    }
}
