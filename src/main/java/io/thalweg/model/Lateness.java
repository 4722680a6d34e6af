package io.thalweg.model;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many labels are lately learned between an example and its own label: the mean over about the last hundred; 0 where each label comes with its example.
 * Of late labels fewer are known when they are needed, and they come in runs: a base rate of them is to be trusted less. One thread.
 */
final class Lateness implements Persistent {
    private static final double KEPT = 100;
    private static final double PRIOR = 0.03;

    private double labels;
    private double mean;

    /** @param delay labels learned since the example was served, its own not counted */
    void learn(long delay) {
        labels = Math.min(KEPT, labels + 1);
        mean += (delay - mean) / labels;
    }

    /** How many examples of each class count as seen before the first; at least 1. */
    double prior() {
        return 1 + PRIOR * mean;
    }

    @Override
    public void clear() {
        labels = 0;
        mean = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(labels);
        out.writeDouble(mean);
    }

    @Override
    public void read(DataInput in) throws IOException {
        labels = in.readDouble();
        mean = in.readDouble();
    }
}
