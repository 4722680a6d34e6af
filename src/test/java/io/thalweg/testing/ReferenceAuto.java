package io.thalweg.testing;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The learner with nothing to tune as its formulas state it: plain arrays over all features, in double precision, nothing shared, nothing halved. An example
 * is given to {@link #predict}; what that said is given to {@link #learn}, with the example's label, when it has come. Labels of many classes are numbers.
 */
public final class ReferenceAuto {
    private static final int EXPERTS = 4;

    private final boolean squared;
    private final int outputs;
    private final List<Double> classes = new ArrayList<>();
    private final double l1;
    private final double l2;
    private final int intercept;

    private final double[] count;
    private final double[] mean;
    private final double[] variance;
    private final double[][] curvature;
    private final double[][][] weights;
    private double examples;

    private double importances;
    private double squaredImportances;

    private final double[] seen;
    private double labelImportances;
    private double squaredLabelImportances;
    private double labels;
    private double labelMean;
    private double labelSquares;
    private double errors;
    private double squaredError;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private final ReferenceStack stack = new ReferenceStack();
    private final double[] mixture = {0.25, 0.25, 0.25, 0.25};
    private final double[] combiners = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    private final double[][] trackers;
    private long learned;
    private double lateness;
    private double late;

    /** What is said of an example, or would be by now, and all that comes of it on the way. */
    public final class Said {
        private final double[] v;
        private final double effective;
        private final long when = learned;
        private final double[][] margins = new double[EXPERTS][outputs];
        private final double[][] z = new double[outputs][];
        private final double[] stacked = new double[outputs];
        private final double[] mixed = new double[outputs];
        private final double[] margin = new double[outputs];

        /** The margins that are served; with many classes, up to what they have in common. */
        public final double[] served = new double[outputs];

        private Said(double[] v, double effective) {
            this.v = v;
            this.effective = effective;
            for (int c = 0; c < outputs; c++) {
                say(c);
            }
        }

        private void say(int c) {
            double bias = bias(c);
            for (int k = 0; k < EXPERTS; k++) {
                margins[k][c] = bias + dot(weights[c][k], v);
                mixed[c] += mixture[k] * margins[k][c];
            }
            z[c] = new double[] {
                margins[0][c],
                margins[1][c],
                margins[2][c],
                margins[3][c],
                trackers[c][0],
                trackers[c][1],
                trackers[c][2],
                outputs == 1 ? 1 : 0
            };
            stacked[c] = stacked(this, c);
            margin[c] = combiners[0] * stacked[c] + combiners[1] * mixed[c] + combiners[2] * margins[0][c];
            served[c] = served(margin[c] - withheld(c, v));
        }
    }

    public ReferenceAuto(Loss loss, Regularization regularization, int hashBits) {
        squared = loss instanceof SquaredLoss;
        l1 = regularization.l1();
        l2 = regularization.l2();
        intercept = 1 << hashBits;
        count = new double[intercept + 1];
        mean = new double[intercept + 1];
        variance = new double[intercept + 1];
        outputs = loss.outputs();
        if (loss instanceof SoftmaxLoss softmax) {
            softmax.names().forEach(name -> classes.add(Double.valueOf(name)));
        }
        curvature = new double[outputs][intercept + 1];
        weights = new double[outputs][EXPERTS][intercept + 1];
        seen = new double[Math.max(2, outputs)];
        trackers = new double[outputs][3];
    }

    public Said predict(Example example) {
        double importance = example.importance();
        double effective = 0;
        if (importance > 0) {
            importances += importance;
            squaredImportances += importance * importance;
            effective = importance * importances / squaredImportances;
            examples += effective;
        }
        return new Said(normalized(example.features(), effective), effective);
    }

    /** By the stack as it is now, of what it saw then. */
    private double stacked(Said said, int c) {
        double margin = stack.margin(said.z[c]);
        return Math.abs(margin) < 1e6 ? margin : said.mixed[c];
    }

    private double bias(int c) {
        double one = (1 + 0.03 * lateness) * (labelImportances > 0 ? squaredLabelImportances / labelImportances : 1);
        if (outputs > 1) {
            return Math.log((seen[c] + one) * outputs / (labelImportances + one * outputs));
        }
        return squared ? 0 : Math.log((seen[1] + one) / (seen[0] + one));
    }

    private double[] normalized(Features features, double effective) {
        double[] v = new double[intercept + 1];
        v[intercept] = 1;
        for (int k = 0; k < features.size(); k++) {
            int i = features.indices()[k];
            boolean first = count[i] == 0;
            count[i] += effective;
            double most = most(i);
            double bound = Math.abs(mean[i]) + most;
            double x = Math.max(-bound, Math.min(bound, features.values()[k]));
            if (effective > 0) {
                observe(i, Math.max(mean[i] - most, Math.min(mean[i] + most, features.values()[k])), first, effective);
            }
            v[i] = count[i] > 0 ? normalized(i, x) : 0;
        }
        return v;
    }

    private double most(int i) {
        double most = Math.max(10 * Math.sqrt(variance[i]), Math.abs(mean[i]));
        return count[i] > 16 && most > 0 ? most : Double.POSITIVE_INFINITY;
    }

    private void observe(int i, double x, boolean first, double effective) {
        if (first) {
            mean[i] = x;
            return;
        }
        double d = x - mean[i];
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

    private double withheld(int c, double[] v) {
        double withheld = 0;
        for (int i = 0; i < intercept; i++) {
            double w = 0;
            for (int k = 0; k < EXPERTS; k++) {
                double alone = k == 0 ? combiners[2] : 0;
                w += (combiners[0] * stack.coefficients[k] + combiners[1] * mixture[k] + alone) * weights[c][k][i];
            }
            withheld += v[i] * (w - DenseWeights.soft(w, l1 / (curvature[c][i] + 1)));
        }
        return withheld;
    }

    private double served(double margin) {
        if (outputs > 1) {
            return margin;
        }
        if (!squared) {
            return Math.max(-50, Math.min(50, margin));
        }
        return labels == 0 ? 0 : Math.max(least, Math.min(greatest, labelMean + unit() * margin));
    }

    private double unit() {
        double deviation = labels > 0 ? Math.sqrt(labelSquares / labels) : 0;
        return deviation > 0 ? deviation : 1;
    }

    /** @param said of the example, and {@code example} has its label now; labels of others may have come in between */
    public void learn(Said said, Example example) {
        double delay = learned - said.when;
        Said fresh = delay == 0 ? said : new Said(said.v, said.effective);
        Said served = said.when == 0 ? fresh : said;
        learned++;
        double h = said.effective;
        if (h == 0) {
            return;
        }
        double importance = example.importance();
        double[] y = {squared ? standardized(tamed(example.label(), fresh), importance) : Math.max(0, example.label())};
        int active = outputs;
        if (outputs > 1) {
            if (!classes.contains(example.label())) {
                classes.add(example.label());
            }
            active = classes.size();
            y = new double[outputs];
            y[classes.indexOf(example.label())] = 1;
        }
        double[] means = means(fresh.margin);
        double[] likely = {likelihood(served.stacked, y), likelihood(served.mixed, y), likelihood(served.margins[0], y)
        };
        bayes(combiners, likely, h, h, 1e-3 * Math.min(10, 1 + 0.1 * delay));
        double[] stacked = new double[outputs];
        for (int c = 0; c < outputs; c++) {
            stacked[c] = stacked(served, c);
        }
        stack.learn(
                served.z, active, outputs == 1 ? stacked : logOdds(stacked), means(stacked), y, squared, h, mixture);
        for (int c = 0; c < active; c++) {
            for (int k = 0; k < 3; k++) {
                double rate = 1 - Math.pow(new double[] {0.98, 0.9, 0.5}[k], h);
                trackers[c][k] += rate * (y[c] - means[c] - trackers[c][k]);
            }
        }
        late = Math.min(100, late + 1);
        lateness += (delay - lateness) / late;
        if (!squared) {
            labelImportances += importance;
            squaredLabelImportances += importance * importance;
            seen[outputs > 1 ? classes.indexOf(example.label()) : (int) y[0]] += importance;
        }
        double[] likelihoods = new double[EXPERTS];
        for (int k = 0; k < EXPERTS; k++) {
            likelihoods[k] = likelihood(served.margins[k], y);
        }
        bayes(mixture, likelihoods, h / (1 + 0.1 * delay), h, 1e-5 * Math.min(10, 1 + 0.1 * delay));
        for (int c = 0; c < active; c++) {
            learnWeights(c, y[c], fresh, delay);
            for (int i = 0; i <= intercept; i++) {
                curvature[c][i] += h * curvature(means[c], squared) * fresh.v[i] * fresh.v[i];
            }
        }
    }

    private void learnWeights(int c, double y, Said fresh, double delay) {
        double h = fresh.effective;
        double[] v = fresh.v;
        double[][] rates = rates(c, v, delay);
        for (int k = 0; k < EXPERTS; k++) {
            double length = 0;
            for (int i = 0; i <= intercept; i++) {
                length += rates[k][i] * v[i] * v[i];
            }
            double move = squared
                    ? (y - fresh.margins[k][c]) * -Math.expm1(-h * length)
                    : logisticStep(outputs == 1 ? fresh.margins[k][c] : logOdds(fresh.margins[k])[c], y, h * length);
            for (int i = 0; i <= intercept; i++) {
                weights[c][k][i] += move / length * rates[k][i] * v[i];
            }
        }
    }

    private double tamed(double label, Said fresh) {
        if (labels == 0) {
            return label;
        }
        double effective = fresh.effective;
        double prediction = served(fresh.margin[0]);
        double most = errors > 16 && squaredError > 0 ? 10 * Math.sqrt(squaredError) : Double.POSITIVE_INFINITY;
        double error = Math.max(-most, Math.min(most, label - prediction));
        errors += effective;
        squaredError += (error * error - squaredError) * Math.min(1, effective / Math.min(errors, 100));
        return prediction + error;
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

    private double[][] rates(int c, double[] v, double delay) {
        double[][] rates = new double[EXPERTS][intercept + 1];
        double squares = dot(v, v);
        for (int i = 0; i <= intercept; i++) {
            rates[0][i] = 1 / (curvature[c][i] + 2 + l2);
            rates[1][i] = 1 / (curvature[c][i] + 1.0 / 16 + l2);
            rates[2][i] = Math.sqrt(rates[0][i]);
            rates[3][i] = 2 * Math.pow(1 + delay, -0.75) / squares;
        }
        return rates;
    }

    private double[] means(double[] margins) {
        if (outputs == 1) {
            return new double[] {squared ? margins[0] : 1 / (1 + Math.exp(-margins[0]))};
        }
        return probabilities(margins);
    }

    /** Of many classes, each by the textbook. */
    public static double[] probabilities(double[] margins) {
        double largest = Arrays.stream(margins).max().getAsDouble();
        double sum =
                Arrays.stream(margins).map(margin -> Math.exp(margin - largest)).sum();
        return Arrays.stream(margins)
                .map(margin -> Math.exp(margin - largest) / sum)
                .toArray();
    }

    private double likelihood(double[] margins, double[] y) {
        if (squared) {
            return Math.exp(-Math.min(50, (margins[0] - y[0]) * (margins[0] - y[0]) / 2));
        }
        double[] means = means(margins);
        if (outputs == 1) {
            return Math.max(1e-15, y[0] == 1 ? means[0] : 1 - means[0]);
        }
        return Math.max(1e-15, dot(y, means));
    }

    private static void bayes(double[] shares, double[] likelihoods, double power, double h, double dealt) {
        for (int k = 0; k < shares.length; k++) {
            shares[k] *= Math.pow(Math.max(1e-15, likelihoods[k]), power);
        }
        double sum = Arrays.stream(shares).sum();
        double kept = Math.pow(1 - dealt, h);
        for (int k = 0; k < shares.length; k++) {
            shares[k] = kept * shares[k] / sum + (1 - kept) / shares.length;
        }
    }

    static double curvature(double mean, boolean squared) {
        return squared ? 1 : Math.max(0.01, mean * (1 - mean));
    }

    /** Each class against the rest. */
    private double[] logOdds(double[] margins) {
        return Arrays.stream(means(margins))
                .map(mean -> Math.max(1e-12, Math.min(1 - 1e-12, mean)))
                .map(p -> Math.log(p / (1 - p)))
                .toArray();
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
