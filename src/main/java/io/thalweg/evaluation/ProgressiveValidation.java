package io.thalweg.evaluation;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How good predictions were that were made before their examples were learned (Blum, Kalai and Langford 1999, Beating the hold-out), since the
 * start and over a rolling window, beside those of the {@link Baseline} and the {@link PreviousLabel}. One thread.
 */
public final class ProgressiveValidation implements Persistent {
    private final boolean classes;
    private final Baseline baseline;
    private final PreviousLabel previousLabel;
    private final Tally cumulative;
    private final RollingWindow rolling;
    private final int window;
    private final Convergence convergence;
    private long labeled;

    /** @param window labelled examples that the rolling figures are over */
    public ProgressiveValidation(Loss loss, int window, Convergence convergence) {
        this.window = window;
        this.convergence = convergence;
        classes = loss instanceof LogisticLoss;
        baseline = new Baseline(loss);
        previousLabel = new PreviousLabel(loss);
        cumulative = new Tally(loss);
        rolling = new RollingWindow(loss, window);
    }

    /**
     * Records what was predicted for an example whose label (as the loss uses it) is now known.
     *
     * @param mean the mean function of the margin
     */
    public void record(double label, double importance, double margin, double mean, double loss, double gradientNorm) {
        cumulative.add(importance, mean, label);
        int at = rolling.add(labeled, importance, gradientNorm, margin, label);
        double error = classes ? ((margin > 0 ? 1 : 0) == label ? 0 : 1) : Math.abs(mean - label);
        at = add(at, cumulative.model(), importance, loss, error);
        at = add(at, cumulative.baseline(), importance, baseline.loss(label), baseline.error(label));
        add(at, cumulative.previousLabel(), importance, previousLabel.loss(label), previousLabel.error(label));
        baseline.learn(label, importance);
        previousLabel.learn(label, importance);
        labeled++;
    }

    private int add(int at, Errors errors, double importance, double loss, double error) {
        errors.add(importance, loss, error);
        return rolling.add(at, loss, error);
    }

    /** The figures as they stand; reads the whole window. */
    public RollingLoss rollingLoss() {
        RollingWindow.Means now = rolling.means(labeled);
        boolean converged = rolling.full(labeled) && convergence.holds(now, rolling.means(labeled - window));
        return new RollingLoss(
                labeled,
                window,
                rolling.comparison(labeled),
                cumulative.comparison(Double.NaN),
                now.gradientNorm(),
                converged);
    }

    public long labeled() {
        return labeled;
    }

    /** The rolling window's memory. */
    public Blocks blocks() {
        return rolling.blocks();
    }

    @Override
    public void clear() {
        rolling.clear();
        cumulative.clear();
        baseline.clear();
        previousLabel.clear();
        labeled = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(labeled);
        cumulative.write(out);
        baseline.write(out);
        previousLabel.write(out);
        rolling.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        labeled = in.readLong();
        cumulative.read(in);
        baseline.read(in);
        previousLabel.read(in);
        rolling.read(in, labeled);
    }
}
