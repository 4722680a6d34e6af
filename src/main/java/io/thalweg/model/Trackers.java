package io.thalweg.model;

import io.thalweg.state.Doubles;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Three exponential averages, over about fifty examples, ten and two, of what the whole has lately fallen short by, in each output: inputs to the
 * {@link Stack} that follow a drifting level faster than any weight may. One thread.
 */
final class Trackers implements Persistent {
    static final int COUNT = 3;

    private static final double[] RATES = {0.02, 0.1, 0.5};

    private final double[][] averages;

    Trackers(int outputs) {
        averages = new double[outputs][COUNT];
    }

    double average(int output, int tracker) {
        return averages[output][tracker];
    }

    void learn(int output, double residual, double importance) {
        for (int tracker = 0; tracker < COUNT; tracker++) {
            double rate = importance == 1 ? RATES[tracker] : 1 - StrictMath.pow(1 - RATES[tracker], importance);
            averages[output][tracker] += rate * (residual - averages[output][tracker]);
        }
    }

    @Override
    public void clear() {
        for (double[] output : averages) {
            Arrays.fill(output, 0);
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (double[] output : averages) {
            Doubles.write(out, output);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (double[] output : averages) {
            Doubles.read(in, output);
        }
    }
}
