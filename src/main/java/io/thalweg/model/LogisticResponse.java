package io.thalweg.model;

import io.thalweg.loss.LogisticLoss;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Two classes: one margin in log-odds, labels 0 and 1. The bias is the log-odds of the labels so far, one example of each added: one of the importance that
 * labelled examples have, Σh²/Σh, so that a common factor on all importances changes nothing.
 */
final class LogisticResponse implements Response {
    private static final double MIN_CURVATURE = 0.01;
    private static final double MAX_MARGIN = 50;
    private static final double DOUBTFUL = 1e-9;

    private final LogisticLoss loss;
    private double negatives;
    private double positives;
    private double squaredImportances;

    LogisticResponse(LogisticLoss loss) {
        this.loss = loss;
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
        double one = prior * (squaredImportances > 0 ? squaredImportances / (positives + negatives) : 1);
        return StrictMath.log((positives + one) / (negatives + one));
    }

    @Override
    public double label(double label) {
        return label;
    }

    @Override
    public void learnLabel(double label, double importance) {
        squaredImportances += importance * importance;
        if (label == 1) {
            positives += importance;
        } else {
            negatives += importance;
        }
    }

    @Override
    public void mean(double[] margins, double[] means) {
        means[0] = 1 / (1 + StrictMath.exp(-margins[0]));
    }

    @Override
    public double likelihood(double[] means, double label) {
        return Math.max(1e-15, label == 1 ? means[0] : 1 - means[0]);
    }

    @Override
    public double residual(double mean, int output, double label) {
        return label - mean;
    }

    @Override
    public double curvature(double mean) {
        return Math.max(mean * (1 - mean), MIN_CURVATURE);
    }

    @Override
    public double step(double margin, double mean, int output, double label, double length) {
        double probability = label == 1 ? mean : 1 - mean;
        if (probability < DOUBTFUL) {
            probability = StrictMath.exp(-Math.abs(margin)); // what 1 − mean has no digits left for
        }
        return label == 1 ? ImplicitStep.logistic(probability, length) : -ImplicitStep.logistic(probability, length);
    }

    @Override
    public double secondOrderStep(double margin, double mean, int output, double label, double length) {
        return step(margin, mean, output, label, length);
    }

    @Override
    public void serve(double[] margins, double label, Prediction prediction) {
        prediction.of(loss, Math.max(least(), Math.min(greatest(), margins[0])), label);
    }

    @Override
    public void recall(double[] said, int known, double label, Prediction prediction) {
        prediction.of(loss, said[0], label);
    }

    @Override
    public double least() {
        return -MAX_MARGIN;
    }

    @Override
    public double greatest() {
        return MAX_MARGIN;
    }

    @Override
    public double unit() {
        return 1;
    }

    @Override
    public double origin() {
        return 0;
    }

    @Override
    public void clear() {
        negatives = 0;
        positives = 0;
        squaredImportances = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(negatives);
        out.writeDouble(positives);
        out.writeDouble(squaredImportances);
    }

    @Override
    public void read(DataInput in) throws IOException {
        negatives = in.readDouble();
        positives = in.readDouble();
        squaredImportances = in.readDouble();
    }
}
