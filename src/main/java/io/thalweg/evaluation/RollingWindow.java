package io.thalweg.evaluation;

import io.thalweg.state.Blocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the last {@code 2·window} labelled examples cost: the window itself and the one before it. A ring of four floats an example, in
 * {@link Blocks}, so that a commit logs what was added and no more. One thread.
 *
 * <p>Invariants: (1) example number t (counted from 0) is in slot t mod 2·window; (2) slots of examples before {@code since} are not read.
 */
final class RollingWindow {
    private static final int STRIDE = 4;
    private static final int BLOCK_FLOATS = 256;

    private final int window;
    private final Blocks ring;
    private long since;

    RollingWindow(int window) {
        this.window = window;
        ring = new Blocks(Math.multiplyExact(2 * STRIDE, window), BLOCK_FLOATS);
    }

    Blocks blocks() {
        return ring;
    }

    private void restart(long since) {
        this.since = since;
        ring.restart();
    }

    void add(long number, double importance, double loss, double baselineLoss, double gradientNorm) {
        int at = (int) (number % (2L * window)) * STRIDE;
        float[] floats = ring.floats();
        floats[at] = storable(importance);
        floats[at + 1] = storable(importance * loss);
        floats[at + 2] = storable(importance * baselineLoss);
        floats[at + 3] = storable(importance * gradientNorm);
        ring.dirty()[at / BLOCK_FLOATS] = true;
    }

    private static float storable(double value) {
        return (float) Math.min(value, Float.MAX_VALUE);
    }

    void clear() {
        since = 0;
        ring.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(window);
        out.writeLong(since);
    }

    /** Takes the state that {@link #write} has written when {@code labeled} examples had been added; a ring of another length starts anew. */
    void read(DataInput in, long labeled) throws IOException {
        int length = in.readInt();
        since = in.readLong();
        if (length != window) {
            restart(labeled);
        }
    }

    /** Whether, before example number {@code end}, there are as many examples as the window and the one before it hold. */
    boolean full(long end) {
        return end - since >= 2L * window;
    }

    /** Sums over the examples numbered {@code end − window} to {@code end − 1}, as far as there are any. */
    Sums sums(long end) {
        double importance = 0;
        double loss = 0;
        double baselineLoss = 0;
        double gradientNorm = 0;
        float[] floats = ring.floats();
        for (long number = Math.max(since, end - window); number < end; number++) {
            int at = (int) (number % (2L * window)) * STRIDE;
            importance += floats[at];
            loss += floats[at + 1];
            baselineLoss += floats[at + 2];
            gradientNorm += floats[at + 3];
        }
        return new Sums(importance, loss, baselineLoss, gradientNorm);
    }

    /** Sums over examples, each multiplied by the importance. */
    record Sums(double importance, double loss, double baselineLoss, double gradientNorm) {
        double meanLoss() {
            return mean(loss);
        }

        double meanBaselineLoss() {
            return mean(baselineLoss);
        }

        double meanGradientNorm() {
            return mean(gradientNorm);
        }

        private double mean(double sum) {
            return importance > 0 ? sum / importance : 0;
        }
    }
}
