package io.thalweg.model;

import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.state.Doubles;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Many classes: one margin each. The bias is the logarithm of the class's part of the labels so far, one example of each class added: one of the importance
 * that labelled examples have, as in {@link LogisticResponse}. Each output learns by itself, as one class against the rest, from its margin in log-odds.
 */
final class SoftmaxResponse implements Response {
    private static final double MIN_CURVATURE = 0.01;
    private static final double MIN_PROBABILITY = 1e-12;

    private final ClassLabels labels;
    private final double[] seen;
    private double importances;
    private double squaredImportances;

    SoftmaxResponse(int classes, ClassLabels labels) {
        this.labels = labels;
        seen = new double[classes];
    }

    @Override
    public int outputs() {
        return seen.length;
    }

    @Override
    public int active() {
        return labels.count();
    }

    @Override
    public double bias(int output, double prior) {
        double one = prior * (squaredImportances > 0 ? squaredImportances / importances : 1);
        return StrictMath.log((seen[output] + one) * seen.length / (importances + one * seen.length));
    }

    @Override
    public double label(double label) {
        return label;
    }

    @Override
    public void learnLabel(double label, double importance) {
        seen[(int) label] += importance;
        importances += importance;
        squaredImportances += importance * importance;
    }

    @Override
    public void mean(double[] margins, double[] means) {
        SoftmaxLoss.mean(margins, means);
    }

    @Override
    public double likelihood(double[] means, double label) {
        return Math.max(1e-15, means[(int) label]);
    }

    @Override
    public double residual(double mean, int output, double label) {
        return (output == label ? 1 : 0) - mean;
    }

    @Override
    public double curvature(double mean) {
        return Math.max(mean * (1 - mean), MIN_CURVATURE);
    }

    @Override
    public double step(double margin, double mean, int output, double label, double length) {
        double p = Math.max(MIN_PROBABILITY, Math.min(1 - MIN_PROBABILITY, mean));
        return output == label ? ImplicitStep.logistic(p, length) : -ImplicitStep.logistic(1 - p, length);
    }

    @Override
    public double secondOrderStep(double margin, double mean, int output, double label, double length) {
        return step(margin, mean, output, label, length);
    }

    @Override
    public void serve(double[] margins, double label, Prediction prediction) {
        recall(margins, labels.count(), label, prediction);
    }

    @Override
    public void recall(double[] margins, int known, double label, Prediction prediction) {
        SoftmaxLoss.mean(margins, prediction.probabilities);
        prediction.knownClasses = known;
        prediction.predictedClass = SoftmaxLoss.mostProbable(prediction.probabilities, prediction.knownClasses);
        prediction.margin = prediction.predictedClass < 0 ? 0 : margins[prediction.predictedClass];
        prediction.mean = prediction.predictedClass < 0 ? 0 : prediction.probabilities[prediction.predictedClass];
        prediction.loss = Double.NaN;
        prediction.derivative = Double.NaN;
        if (!Double.isNaN(label)) {
            prediction.loss = SoftmaxLoss.value(prediction.probabilities, (int) label);
            double square = 0;
            for (int c = 0; c < seen.length; c++) {
                double derivative = SoftmaxLoss.derivative(prediction.probabilities, c, (int) label);
                square += derivative * derivative;
            }
            prediction.derivative = Math.sqrt(square);
        }
    }

    @Override
    public double least() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double greatest() {
        return Double.POSITIVE_INFINITY;
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
        Arrays.fill(seen, 0);
        importances = 0;
        squaredImportances = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, seen);
        out.writeDouble(importances);
        out.writeDouble(squaredImportances);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, seen);
        importances = in.readDouble();
        squaredImportances = in.readDouble();
    }
}
