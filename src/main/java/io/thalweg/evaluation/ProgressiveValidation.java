package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The loss of predictions made before their examples were learned (Blum, Kalai and Langford 1999, Beating the hold-out), since the start and
 * over a rolling window, beside that of the {@link Baseline}. One thread.
 */
public final class ProgressiveValidation implements Persistent {
    private final Baseline baseline;
    private final RollingWindow rolling;
    private final int window;
    private final Convergence convergence;
    private long labeled;
    private double importance;
    private double loss;
    private double baselineLoss;

    /** @param window labelled examples that the rolling figures are means over */
    public ProgressiveValidation(Loss loss, int window, Convergence convergence) {
        this.window = window;
        this.convergence = convergence;
        baseline = new Baseline(loss);
        rolling = new RollingWindow(window);
    }

    /** Records what was predicted for an example whose label (as the loss uses it) is now known. */
    public void record(double label, double importance, double loss, double gradientNorm) {
        double baselineLoss = baseline.loss(label);
        baseline.learn(label, importance);
        rolling.add(labeled, importance, loss, baselineLoss, gradientNorm);
        labeled++;
        this.importance += importance;
        this.loss += importance * loss;
        this.baselineLoss += importance * baselineLoss;
    }

    /** The figures as they stand; reads the whole window. */
    public RollingLoss rollingLoss() {
        RollingWindow.Sums now = rolling.sums(labeled);
        boolean converged = rolling.full(labeled) && convergence.holds(now, rolling.sums(labeled - window));
        return new RollingLoss(
                labeled,
                window,
                now.meanLoss(),
                importance > 0 ? loss / importance : 0,
                now.meanBaselineLoss(),
                importance > 0 ? baselineLoss / importance : 0,
                now.meanGradientNorm(),
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
        baseline.clear();
        labeled = 0;
        importance = 0;
        loss = 0;
        baselineLoss = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(labeled);
        out.writeDouble(importance);
        out.writeDouble(loss);
        out.writeDouble(baselineLoss);
        baseline.write(out);
        rolling.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        labeled = in.readLong();
        importance = in.readDouble();
        loss = in.readDouble();
        baselineLoss = in.readDouble();
        baseline.read(in);
        rolling.read(in, labeled);
    }
}
