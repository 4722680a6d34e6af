package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.state.Blocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.DoublePredicate;

/**
 * How the last {@code 2·window} labelled examples were predicted: the window itself and the one before it. A ring of ten floats an example, with many
 * classes one more for each of them, in {@link Blocks}, so that a commit logs what was added and no more. Figures are read off by going through the
 * window. One thread.
 *
 * <pre>
 *   importance | gradient norm | margin | label | loss error of the model | of the baseline | of the previous label | probability of class 0 | 1 …
 * </pre>
 *
 * <p>Invariants: (1) example number t (counted from 0) is in slot t mod 2·window; (2) slots of examples before {@code since} are not read;
 * (3) labels that are numbers are kept as differences from {@code origin}, the first of them, so that floats resolve how they vary;
 * (4) with many classes the number of the predicted one is in the place of the margin.
 */
final class RollingWindow {
    private static final int GRADIENT_NORM = 1;
    private static final int MARGIN = 2;
    private static final int LABEL = 3;
    private static final int LOSS = 4;
    private static final int BASELINE = 6;
    private static final int PREVIOUS = 8;
    private static final int PROBABILITIES = 10;
    private static final int BLOCK_EXAMPLES = 32;

    private final Loss loss;
    private final int manyClasses;
    private final int window;
    private final int stride;
    private final Blocks ring;
    private final RankedMargins ranks;
    private long since;
    private double origin;

    RollingWindow(Loss loss, int window) {
        this.loss = loss;
        this.window = window;
        manyClasses = loss.outputs() > 1 ? loss.classes() : 0;
        stride = PROBABILITIES + manyClasses;
        ring = new Blocks(Math.toIntExact(floats(window, manyClasses)), BLOCK_EXAMPLES * stride);
        ranks = new RankedMargins(loss.classes() > 0 ? window : 0);
    }

    /** How many floats there are. */
    static long floats(int window, int manyClasses) {
        return 2L * window * (PROBABILITIES + manyClasses);
    }

    Blocks blocks() {
        return ring;
    }

    private void restart(long since) {
        this.since = since;
        ring.restart();
    }

    /**
     * Makes room for example number {@code number}, and says where its errors go.
     *
     * @param margin of many classes, the predicted one
     */
    int add(long number, double importance, double gradientNorm, double margin, double label) {
        if (number == 0 && loss.classes() == 0) {
            origin = label;
        }
        int at = at(number);
        float[] floats = ring.floats();
        floats[at] = storable(importance);
        floats[at + GRADIENT_NORM] = storable(gradientNorm);
        floats[at + MARGIN] = storable(margin);
        floats[at + LABEL] = storable(label - origin);
        ring.dirty()[at / ring.blockFloats()] = true;
        return at + LOSS;
    }

    /** Adds a predictor's loss and error; the order is the model, the baseline, the previous label. Returns where the next one's go. */
    int add(int at, double loss, double error) {
        float[] floats = ring.floats();
        floats[at] = storable(loss);
        floats[at + 1] = storable(error);
        return at + 2;
    }

    /** @param at where the example's errors go */
    void addProbability(int at, int ofClass, double probability) {
        ring.floats()[at - LOSS + PROBABILITIES + ofClass] = (float) probability;
    }

    private static float storable(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(value, Float.MAX_VALUE));
    }

    private int at(long number) {
        return (int) (number % (2L * window)) * stride;
    }

    private int next(int at) {
        return at + stride < ring.floats().length ? at + stride : 0;
    }

    void clear() {
        since = 0;
        origin = 0;
        ring.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(window);
        out.writeLong(since);
        out.writeDouble(origin);
    }

    /** Takes the state that {@link #write} has written when {@code labeled} examples had been added; a ring of another length starts anew. */
    void read(DataInput in, long labeled) throws IOException {
        int length = in.readInt();
        since = in.readLong();
        origin = in.readDouble();
        if (length != window) {
            restart(labeled);
        }
        if (since < 0 || since > labeled || !hasPossibleClasses(labeled)) {
            throw new IOException("the rolling window is not one of " + labeled + " examples");
        }
    }

    private boolean hasPossibleClasses(long labeled) {
        float[] floats = ring.floats();
        int at = at(Math.max(since, labeled - 2L * window));
        boolean known = true;
        for (long left = Math.min(labeled - since, 2L * window); manyClasses > 0 && left > 0; left--, at = next(at)) {
            known &= floats[at + LABEL] >= 0 && floats[at + LABEL] < manyClasses;
            known &= floats[at + MARGIN] >= -1 && floats[at + MARGIN] < manyClasses;
            for (int c = 0; c < manyClasses; c++) {
                known &= floats[at + PROBABILITIES + c] >= 0 && floats[at + PROBABILITIES + c] <= 1;
            }
        }
        return known;
    }

    /** Whether, before example number {@code end}, there are as many examples as the window and the one before it hold. */
    boolean full(long end) {
        return end - since >= 2L * window;
    }

    /** Means over the examples numbered {@code end − window} to {@code end − 1}, as far as there are any. */
    Means means(long end) {
        double importance = 0;
        double losses = 0;
        double gradientNorms = 0;
        float[] floats = ring.floats();
        int at = at(first(end));
        for (long left = end - first(end); left > 0; left--, at = next(at)) {
            importance += floats[at];
            losses += (double) floats[at] * floats[at + LOSS];
            gradientNorms += (double) floats[at] * floats[at + GRADIENT_NORM];
        }
        return importance > 0 ? new Means(losses / importance, gradientNorms / importance) : new Means(0, 0);
    }

    private long first(long end) {
        return Math.max(since, end - window);
    }

    /**
     * The figures over the examples numbered {@code end − window} to {@code end − 1}.
     *
     * @param known how many of many classes have figures of their own
     */
    Comparison comparison(long end, int known) {
        Tally tally = new Tally(loss);
        float[] floats = ring.floats();
        int at = at(first(end));
        for (long left = end - first(end); left > 0; left--, at = next(at)) {
            float importance = floats[at];
            tally.model().add(importance, floats[at + LOSS], floats[at + LOSS + 1]);
            tally.baseline().add(importance, floats[at + BASELINE], floats[at + BASELINE + 1]);
            tally.previousLabel().add(importance, floats[at + PREVIOUS], floats[at + PREVIOUS + 1]);
            if (manyClasses > 0) {
                addClasses(tally, at);
            } else {
                tally.add(importance, ((MarginLoss) loss).mean(floats[at + MARGIN]), floats[at + LABEL]);
            }
        }
        double auc = loss.classes() > 0 && manyClasses == 0 ? area(end, MARGIN, label -> label > 0) : Double.NaN;
        return tally.comparison(auc, c -> area(end, PROBABILITIES + c, label -> label == c), known);
    }

    private double area(long end, int score, DoublePredicate positive) {
        float[] floats = ring.floats();
        ranks.clear();
        int at = at(first(end));
        for (long left = end - first(end); left > 0; left--, at = next(at)) {
            ranks.add(floats[at], floats[at + score], positive.test(floats[at + LABEL]));
        }
        return ranks.area();
    }

    private void addClasses(Tally tally, int at) {
        float[] floats = ring.floats();
        int label = (int) floats[at + LABEL];
        int predicted = (int) floats[at + MARGIN];
        tally.add(floats[at], predicted < 0 ? 0 : floats[at + PROBABILITIES + predicted], predicted == label ? 1 : 0);
        tally.classes().add(floats[at], label, predicted);
        for (int c = 0; c < manyClasses; c++) {
            tally.classes().addProbability(floats[at], c, floats[at + PROBABILITIES + c]);
        }
    }

    /** Means weighted by importance; 0 where there is none. */
    record Means(double loss, double gradientNorm) {}
}
