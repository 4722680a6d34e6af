package io.thalweg.evaluation;

import io.thalweg.state.Doubles;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Says how frequent each class has been, weighted by importance, with one example of each class added (Laplace's rule of succession), so that its
 * cross-entropy is finite from the first example on. Of equally frequent classes the first counts as its prediction. One thread.
 */
final class ClassFrequencies implements Constant {
    private final double[] seen;
    private final int atFirst;
    private double importance;

    /** @param atFirst the class that it predicts before the first label, −1 for none */
    ClassFrequencies(int classes, int atFirst) {
        seen = new double[classes];
        this.atFirst = atFirst;
    }

    @Override
    public double loss(double label) {
        return -StrictMath.log((seen[(int) label] + 1) / (importance + seen.length));
    }

    @Override
    public double error(double label) {
        int most = importance == 0 ? atFirst : 0;
        for (int c = 1; c < seen.length; c++) {
            if (seen[c] > seen[Math.max(0, most)]) {
                most = c;
            }
        }
        return most == label ? 0 : 1;
    }

    @Override
    public void learn(double label, double importance) {
        seen[(int) label] += importance;
        this.importance += importance;
    }

    @Override
    public void clear() {
        Arrays.fill(seen, 0);
        importance = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, seen);
        out.writeDouble(importance);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, seen);
        importance = in.readDouble();
    }
}
