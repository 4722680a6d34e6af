package io.thalweg.evaluation;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Mean and variance of labels weighted by importance, updated one by one (West 1979, Updating mean and variance estimates). One thread. */
final class Spread implements Persistent {
    private double importance;
    private double mean;
    private double squares;

    void add(double importance, double label) {
        if (importance > 0) {
            this.importance += importance;
            double deviation = label - mean;
            double step = deviation * (importance / this.importance);
            mean += step;
            squares += importance * deviation * (label - mean);
        }
    }

    /** The mean squared deviation from the mean; NaN without labels. */
    double variance() {
        return squares / importance;
    }

    @Override
    public void clear() {
        importance = 0;
        mean = 0;
        squares = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(importance);
        out.writeDouble(mean);
        out.writeDouble(squares);
    }

    @Override
    public void read(DataInput in) throws IOException {
        importance = in.readDouble();
        mean = in.readDouble();
        squares = in.readDouble();
    }
}
