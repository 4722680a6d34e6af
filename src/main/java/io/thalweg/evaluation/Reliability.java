package io.thalweg.evaluation;

import io.thalweg.state.Doubles;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums over the examples of each {@link ReliabilityBin}, weighted by importance. One thread. */
final class Reliability implements Persistent {
    private static final int BINS = 10;
    private static final int SUMS = 3;

    private final double[] sums = new double[BINS * SUMS];

    void add(double importance, double probability, double label) {
        int at = Math.min((int) (probability * BINS), BINS - 1) * SUMS;
        sums[at] += importance;
        sums[at + 1] += importance * probability;
        sums[at + 2] += importance * label;
    }

    double probabilities() {
        return sum(1);
    }

    double labels() {
        return sum(2);
    }

    private double sum(int which) {
        double sum = 0;
        for (int at = which; at < sums.length; at += SUMS) {
            sum += sums[at];
        }
        return sum;
    }

    List<ReliabilityBin> bins() {
        List<ReliabilityBin> bins = new ArrayList<>(BINS);
        for (int at = 0; at < sums.length; at += SUMS) {
            double importance = sums[at];
            bins.add(new ReliabilityBin(importance, sums[at + 1] / importance, sums[at + 2] / importance));
        }
        return bins;
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
