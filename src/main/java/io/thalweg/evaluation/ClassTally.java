package io.thalweg.evaluation;

import io.thalweg.state.Doubles;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Sums over the examples of each class, weighted by importance. One thread. */
final class ClassTally implements Persistent {
    private static final int LABELED = 0;
    private static final int PREDICTED = 1;
    private static final int RIGHT = 2;
    private static final int PROBABILITIES = 3;
    private static final int SUMS = 4;

    private final double[] sums;

    ClassTally(int classes) {
        sums = new double[classes * SUMS];
    }

    /** @param predicted −1 if no class was known */
    void add(double importance, int label, int predicted) {
        sums[label * SUMS + LABELED] += importance;
        if (predicted >= 0) {
            sums[predicted * SUMS + PREDICTED] += importance;
        }
        if (predicted == label) {
            sums[label * SUMS + RIGHT] += importance;
        }
    }

    void addProbability(double importance, int ofClass, double probability) {
        sums[ofClass * SUMS + PROBABILITIES] += importance * probability;
    }

    /** In nats, of the classes' parts of the labels. */
    double entropy(double importance) {
        double entropy = 0;
        for (int at = LABELED; at < sums.length; at += SUMS) {
            double rate = sums[at] / importance;
            entropy -= rate > 0 ? rate * StrictMath.log(rate) : 0;
        }
        return entropy;
    }

    ClassQuality quality(int ofClass, double importance, double auc) {
        int at = ofClass * SUMS;
        return new ClassQuality(
                sums[at + LABELED] / importance,
                ratio(sums[at + RIGHT], sums[at + PREDICTED]),
                ratio(sums[at + RIGHT], sums[at + LABELED]),
                ratio(sums[at + PROBABILITIES], sums[at + LABELED]),
                auc);
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, sums);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, sums);
    }
}
