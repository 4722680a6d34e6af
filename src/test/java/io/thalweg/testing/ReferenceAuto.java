package io.thalweg.testing;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import java.util.Arrays;

/**
 * The learner with nothing to tune as its formulas state it: plain arrays over all features, in double precision, nothing shared, nothing halved. An example
 * is given to {@link #predict}, then to {@link #learn}, if it has a label.
 */
public final class ReferenceAuto {
    private static final int EXPERTS = 4;

    private final boolean squared;
    private final double l1;
    private final double l2;
    private final int intercept;

    private final double[] count;
    private final double[] mean;
    private final double[] variance;
    private final double[] curvature;
    private final double[][] weights;
    private double examples;

    private double importances;
    private double squaredImportances;
    private double effective;

    private double negatives;
    private double positives;
    private double labelImportances;
    private double squaredLabelImportances;
    private double labels;
    private double labelMean;
    private double labelSquares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private final ReferenceStack stack = new ReferenceStack();
    private final double[] mixture = {0.25, 0.25, 0.25, 0.25};
    private final double[] combiners = {0.5, 0.5};
    private final double[] trackers = new double[2];

    private double[] v;
    private final double[] margins = new double[EXPERTS];
    private double[] z;
    private double stacked;
    private double mixed;
    private double margin;

    public ReferenceAuto(MarginLoss loss, Regularization regularization, int hashBits) {
        squared = loss instanceof SquaredLoss;
        l1 = regularization.l1();
        l2 = regularization.l2();
        intercept = 1 << hashBits;
        count = new double[intercept + 1];
        mean = new double[intercept + 1];
        variance = new double[intercept + 1];
        curvature = new double[intercept + 1];
        weights = new double[EXPERTS][intercept + 1];
    }

    /** The margin that is served. */
    public double predict(Example example) {
        double importance = example.importance();
        effective = 0;
        if (importance > 0) {
            importances += importance;
            squaredImportances += importance * importance;
            effective = importance * importances / squaredImportances;
            examples += effective;
        }
        normalize(example.features());
        double one = labelImportances > 0 ? squaredLabelImportances / labelImportances : 1;
        double bias = squared ? 0 : Math.log((positives + one) / (negatives + one));
        mixed = 0;
        for (int k = 0; k < EXPERTS; k++) {
            margins[k] = bias + dot(weights[k], v);
            mixed += mixture[k] * margins[k];
        }
        z = new double[] {margins[0], margins[1], margins[2], margins[3], trackers[0], trackers[1], 1};
        stacked = stack.margin(z);
        stacked = Math.abs(stacked) < 1e6 ? stacked : mixed;
        margin = combiners[0] * stacked + combiners[1] * mixed;
        return served(margin - withheld());
    }

    private void normalize(Features features) {
        v = new double[intercept + 1];
        v[intercept] = 1;
        for (int k = 0; k < features.size(); k++) {
            int i = features.indices()[k];
            double x = features.values()[k];
            if (effective > 0) {
                observe(i, x);
            }
            v[i] = count[i] > 0 ? normalized(i, x) : 0;
        }
    }

    private void observe(int i, double x) {
        boolean first = count[i] == 0;
        count[i] += effective;
        if (first) {
            mean[i] = x;
            return;
        }
        double d = x - mean[i];
        double deviation = Math.sqrt(variance[i]);
        if (count[i] > 16 && variance[i] > 0) {
            d = Math.max(-10 * deviation, Math.min(10 * deviation, d));
        }
        double share = effective / Math.min(count[i], 1 << 20);
        double before = mean[i];
        mean[i] += d * share;
        variance[i] += share * (d * (before + d - mean[i]) - variance[i]);
    }

    private double normalized(int i, double x) {
        boolean always = count[i] >= examples * (1 - 1e-9);
        boolean dense = count[i] >= 0.9f * examples;
        double indicator = always ? 0 : Math.signum(x);
        if (variance[i] == 0 && x == mean[i]) {
            return indicator;
        }
        if (dense && variance[i] <= 1e-12 * mean[i] * mean[i]) {
            return indicator;
        }
        double square = variance[i] + mean[i] * mean[i];
        double scaled = dense ? (x - mean[i]) / Math.sqrt(variance[i]) : square > 0 ? x / Math.sqrt(square) : 0;
        return Math.max(-10, Math.min(10, scaled));
    }

    private double withheld() {
        double withheld = 0;
        for (int i = 0; i < intercept; i++) {
            double w = 0;
            for (int k = 0; k < EXPERTS; k++) {
                w += (combiners[0] * stack.coefficients[k] + combiners[1] * mixture[k]) * weights[k][i];
            }
            withheld += v[i] * (w - DenseWeights.soft(w, l1 / (curvature[i] + 1)));
        }
        return withheld;
    }

    private double served(double margin) {
        if (!squared) {
            return Math.max(-50, Math.min(50, margin));
        }
        return labels == 0 ? 0 : Math.max(least, Math.min(greatest, labelMean + unit() * margin));
    }

    private double unit() {
        double deviation = labels > 0 ? Math.sqrt(labelSquares / labels) : 0;
        return deviation > 0 ? deviation : 1;
    }

    public void learn(Example example) {
        double h = effective;
        if (h == 0) {
            return;
        }
        double importance = example.importance();
        double y = squared ? standardized(example.label(), importance) : Math.max(0, example.label());
        bayes(combiners, new double[] {likelihood(stacked, y), likelihood(mixed, y)}, h, 1e-3);
        stack.learn(z, stacked, y, squared, h, mixture);
        for (int k = 0; k < 2; k++) {
            double rate = 1 - Math.pow(k == 0 ? 0.9 : 0.5, h);
            trackers[k] += rate * (y - mean(margin) - trackers[k]);
        }
        if (!squared) {
            labelImportances += importance;
            squaredLabelImportances += importance * importance;
            positives += y == 1 ? importance : 0;
            negatives += y == 0 ? importance : 0;
        }
        double[] likelihoods = new double[EXPERTS];
        for (int k = 0; k < EXPERTS; k++) {
            likelihoods[k] = likelihood(margins[k], y);
        }
        bayes(mixture, likelihoods, h, 1e-5);
        double[][] rates = rates();
        for (int k = 0; k < EXPERTS; k++) {
            double length = 0;
            for (int i = 0; i <= intercept; i++) {
                length += rates[k][i] * v[i] * v[i];
            }
            double move =
                    squared ? (y - margins[k]) * -Math.expm1(-h * length) : logisticStep(margins[k], y, h * length);
            for (int i = 0; i <= intercept; i++) {
                weights[k][i] += move / length * rates[k][i] * v[i];
            }
        }
        for (int i = 0; i <= intercept; i++) {
            curvature[i] += h * curvature(margin, squared) * v[i] * v[i];
        }
    }

    private double standardized(double label, double importance) {
        labels += importance;
        double d = label - labelMean;
        labelMean += d * importance / labels;
        labelSquares += importance * d * (label - labelMean);
        least = Math.min(least, label);
        greatest = Math.max(greatest, label);
        return (label - labelMean) / unit();
    }

    private double[][] rates() {
        double[][] rates = new double[EXPERTS][intercept + 1];
        double squares = dot(v, v);
        for (int i = 0; i <= intercept; i++) {
            rates[0][i] = 1 / (curvature[i] + 1 + l2);
            rates[1][i] = 1 / (curvature[i] + 1.0 / 16 + l2);
            rates[2][i] = Math.sqrt(rates[0][i]);
            rates[3][i] = 2 / squares;
        }
        return rates;
    }

    private double mean(double margin) {
        return squared ? margin : 1 / (1 + Math.exp(-margin));
    }

    private double likelihood(double margin, double y) {
        if (squared) {
            return Math.exp(-Math.min(50, (margin - y) * (margin - y) / 2));
        }
        return Math.max(1e-15, y == 1 ? mean(margin) : 1 - mean(margin));
    }

    private static void bayes(double[] shares, double[] likelihoods, double h, double dealt) {
        for (int k = 0; k < shares.length; k++) {
            shares[k] *= Math.pow(Math.max(1e-15, likelihoods[k]), h);
        }
        double sum = Arrays.stream(shares).sum();
        double kept = Math.pow(1 - dealt, h);
        for (int k = 0; k < shares.length; k++) {
            shares[k] = kept * shares[k] / sum + (1 - kept) / shares.length;
        }
    }

    static double curvature(double margin, boolean squared) {
        double p = 1 / (1 + Math.exp(-margin));
        return squared ? 1 : Math.max(0.01, p * (1 - p));
    }

    /** One step of Halley's method towards the d with {@code d + e^t (e^d − 1) = A}, from the smaller of two bounds. */
    static double logisticStep(double margin, double y, double length) {
        double sign = y == 1 ? 1 : -1;
        double odds = Math.exp(sign * margin);
        double d = Math.min(length / (1 + odds), Math.log1p(length / odds));
        double f = d + odds * Math.expm1(d) - length;
        double second = odds * Math.exp(d);
        double first = 1 + second;
        return sign * (d - 2 * f * first / (2 * first * first - f * second));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
