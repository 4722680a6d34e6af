package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How good predictions were that were made before their examples were learned (Blum, Kalai and Langford 1999, Beating the hold-out), since the
 * start and over a rolling window, beside those of the {@linkplain Constant#baseline baseline} and the {@link PreviousLabel}. One thread.
 */
public final class ProgressiveValidation implements Persistent {
    private final Loss loss;
    private final Constant baseline;
    private final Constant previousLabel;
    private final Tally cumulative;
    private final RollingWindow rolling;
    private final int window;
    private final Convergence convergence;
    private long labeled;

    /** @param window labelled examples that the rolling figures are over */
    public ProgressiveValidation(Loss loss, int window, Convergence convergence) {
        this.window = window;
        this.convergence = convergence;
        this.loss = loss;
        baseline = Constant.baseline(loss);
        previousLabel = new PreviousLabel(loss);
        cumulative = new Tally(loss);
        rolling = new RollingWindow(loss, window);
    }

    /** How many floats the rolling window keeps. */
    public static long floats(int window, int manyClasses) {
        return RollingWindow.floats(window, manyClasses);
    }

    /**
     * Records what a loss of one margin predicted for an example whose label (as the loss uses it) is now known.
     *
     * @param mean the mean function of the margin
     */
    public void record(double label, double importance, double margin, double mean, double loss, double gradientNorm) {
        cumulative.add(importance, mean, label);
        int at = rolling.add(labeled, importance, gradientNorm, margin, label);
        double prediction = this.loss.classes() > 0 ? margin : mean;
        conclude(at, label, importance, loss, Errors.error(this.loss, prediction, label));
    }

    /**
     * The same for many classes.
     *
     * @param label the number of a class
     * @param predicted the class that was most probable, −1 if none was known
     * @param probabilities by class
     */
    public void record(
            int label, double importance, int predicted, double[] probabilities, double loss, double gradientNorm) {
        boolean right = predicted == label;
        cumulative.add(importance, predicted < 0 ? 0 : probabilities[predicted], right ? 1 : 0);
        cumulative.classes().add(importance, label, predicted);
        int at = rolling.add(labeled, importance, gradientNorm, predicted, label);
        for (int c = 0; c < probabilities.length; c++) {
            cumulative.classes().addProbability(importance, c, probabilities[c]);
            rolling.addProbability(at, c, probabilities[c]);
        }
        conclude(at, label, importance, loss, right ? 0 : 1);
    }

    private void conclude(int at, double label, double importance, double loss, double error) {
        int next = add(at, cumulative.model(), importance, loss, error);
        next = add(next, cumulative.baseline(), importance, baseline.loss(label), baseline.error(label));
        add(next, cumulative.previousLabel(), importance, previousLabel.loss(label), previousLabel.error(label));
        baseline.learn(label, importance);
        previousLabel.learn(label, importance);
        labeled++;
    }

    private int add(int at, Errors errors, double importance, double loss, double error) {
        errors.add(importance, loss, error);
        return rolling.add(at, loss, error);
    }

    /**
     * The figures as they stand; reads the whole window.
     *
     * @param known how many of many classes there are names for: the first of them have figures by class; else 0
     */
    public RollingLoss rollingLoss(int known) {
        RollingWindow.Means now = rolling.means(labeled);
        boolean converged = rolling.full(labeled) && convergence.holds(now, rolling.means(labeled - window));
        return new RollingLoss(
                labeled,
                window,
                rolling.comparison(labeled, known),
                cumulative.comparison(Double.NaN, c -> Double.NaN, known),
                now.gradientNorm(),
                converged);
    }

    /** Of the model since the start: one figure of {@link #rollingLoss}, without reading the window. */
    public double meanLoss() {
        return cumulative.meanLoss(cumulative.model());
    }

    /** The same of the baseline. */
    public double baselineLoss() {
        return cumulative.meanLoss(cumulative.baseline());
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
