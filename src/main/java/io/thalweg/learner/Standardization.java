package io.thalweg.learner;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.FeatureScale;
import io.thalweg.example.RawFeatures;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Mean and standard deviation, weighted by importance, of every feature whose producer asks for it, from the examples so far (Welford 1962, Note on a method for
 * calculating corrected sums of squares; West 1979 for weights). A feature is known by its index; those that share one are one. One thread.
 *
 * <p>Invariants: indices ascend; sums of importance are above 0; a mean lies between the smallest value and the largest; sums of squares
 * never fall.
 */
public final class Standardization implements FeatureScale, Persistent {
    /** The most indices that there may be: each takes 28 bytes of the meta block, which is logged at every commit, see {@link LearnerState}. */
    static final int MOST = 10_000;

    private int[] indices = {};
    private double[] importances = {};
    private double[] means = {};
    private double[] squares = {};
    private int size;

    /** @throws RejectedExampleException if the example has more new features than there is room for; nothing has changed */
    void check(Example example) {
        RawFeatures raw = example.toStandardize();
        int added = 0;
        for (int k = 0; k < raw.size(); k++) {
            added += find(raw.index(k)) < 0 ? 1 : 0;
        }
        if (size + added > MOST) {
            throw new RejectedExampleException(
                    RejectReason.TOO_MANY_FEATURES,
                    "there are " + added + " features to standardize that are new, beside " + size + "; there may be "
                            + MOST + " in all: standardize fewer");
        }
    }

    /** Takes notice of an example that is part of the stream. Of importance 0 it changes nothing. */
    void observe(Example example) {
        RawFeatures raw = example.toStandardize();
        if (example.importance() > 0) {
            for (int k = 0; k < raw.size(); k++) {
                observe(raw.index(k), raw.value(k), example.importance());
            }
        }
    }

    private void observe(int index, double value, double importance) {
        int at = find(index);
        if (at < 0) {
            at = -at - 1;
            insert(at, index);
        }
        importances[at] += importance;
        double deviation = value - means[at];
        means[at] = between(means[at], value, means[at] + deviation * (importance / importances[at]));
        squares[at] += importance * deviation * (value - means[at]);
    }

    /**
     * The new mean where rounding would put it beyond the value, as it does when the importance is some 2^53 times what came before: what is left of the value
     * would change its sign, and the sum of squares would fall.
     */
    private static double between(double mean, double value, double newMean) {
        return Math.max(Math.min(mean, value), Math.min(Math.max(mean, value), newMean));
    }

    private int find(int index) {
        return Arrays.binarySearch(indices, 0, size, index);
    }

    private void insert(int at, int index) {
        if (size == indices.length) {
            int room = 2 * size + 8;
            indices = Arrays.copyOf(indices, room);
            importances = Arrays.copyOf(importances, room);
            means = Arrays.copyOf(means, room);
            squares = Arrays.copyOf(squares, room);
        }
        for (Object array : new Object[] {indices, importances, means, squares}) {
            System.arraycopy(array, at, array, at + 1, size - at);
        }
        indices[at] = index;
        importances[at] = 0;
        means[at] = 0;
        squares[at] = 0;
        size++;
    }

    /** In standard deviations from the mean; 0 of what has had one value so far, or none. */
    @Override
    public float scaled(int index, float value) {
        int at = find(index);
        double deviation = at < 0 ? 0 : deviationAt(at);
        if (deviation == 0) {
            return 0;
        }
        double scaled = (value - means[at]) / deviation;
        return (float) Math.max(-ExampleBuilder.MAX_MAGNITUDE, Math.min(ExampleBuilder.MAX_MAGNITUDE, scaled));
    }

    private double deviationAt(int at) {
        return Math.sqrt(squares[at] / importances[at]);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The indices so far, ascending. */
    public int[] indices() {
        return Arrays.copyOf(indices, size);
    }

    public boolean has(int index) {
        return find(index) >= 0;
    }

    /** The raw value that becomes 0; 0 of an index that is not known. */
    public double mean(int index) {
        int at = find(index);
        return at < 0 ? 0 : means[at];
    }

    /** The standard deviation of the raw values; 0 as long as there has been one, or none. */
    public double deviation(int index) {
        int at = find(index);
        return at < 0 ? 0 : deviationAt(at);
    }

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int at = 0; at < size; at++) {
            out.writeInt(indices[at]);
            out.writeDouble(importances[at]);
            out.writeDouble(means[at]);
            out.writeDouble(squares[at]);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        clear();
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException(count + " features are standardized");
        }
        for (int at = 0; at < count; at++) {
            insert(at, in.readInt());
            importances[at] = in.readDouble();
            means[at] = in.readDouble();
            squares[at] = in.readDouble();
            if (!isSound(at)) {
                throw new IOException("feature " + indices[at] + " is standardized wrongly");
            }
        }
    }

    private boolean isSound(int at) {
        return indices[at] > (at == 0 ? -1 : indices[at - 1])
                && importances[at] > 0
                && Double.isFinite(importances[at])
                && Math.abs(means[at]) <= ExampleBuilder.MAX_MAGNITUDE
                && squares[at] >= 0
                && Double.isFinite(squares[at]);
    }
}
