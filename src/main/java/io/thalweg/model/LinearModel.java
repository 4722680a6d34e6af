package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.loss.MarginLoss;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.Steps;
import io.thalweg.state.Blocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A generalized linear model, h(w·x + b), that learns by stochastic gradient descent: θ ← θ − α (h(x) − y) x, or a
 * shorter step in that direction (see {@link Steps}). Its two verbs are
 * {@link #predict} and {@link #learn}; an example is learned after it was predicted. One thread.
 */
public final class LinearModel implements Model {
    /**
     * The largest gradient norm, times the importance, that is learned from: with it the square of a gradient is a float. A learner that diverges gets here.
     */
    static final double MAX_GRADIENT_NORM = 1e18;

    /**
     * The farthest that a weight is moved at once. Moves this long are corrections of one another: a weight grows with the root of their number, and does not
     * leave the range of a float in any stream of practical length.
     */
    static final double MAX_MOVE = 1e30;

    private final MarginLoss loss;
    private final Labels labels;
    private final Optimizer optimizer;
    private final Steps steps;
    private final Prediction prediction = new Prediction(0);
    private final Prediction recalled = new Prediction(0);
    private final Prediction refreshed = new Prediction(0);
    private long learned;
    private long refused;

    public LinearModel(MarginLoss loss, Optimizer optimizer, Steps steps) {
        this.loss = loss;
        labels = Labels.of(loss);
        this.optimizer = optimizer;
        this.steps = steps;
    }

    @Override
    public Prediction predict(Example example) {
        return say(prediction, optimizer.margin(example.features()), example, learned);
    }

    private Prediction say(Prediction prediction, double margin, Example example, long learned) {
        prediction.of(loss, margin, labels.of(example));
        prediction.learned = learned;
        prediction.gradientNorm = Math.abs(prediction.derivative)
                * Math.sqrt(1 + example.features().squaredNorm());
        return prediction;
    }

    @Override
    public Prediction score(Example example) {
        return predict(example);
    }

    @Override
    public void learn(Example example) {
        learn(example, example.importance(), prediction);
    }

    @Override
    public PendingExample pendingExample() {
        return new PendingExample(Integer.numberOfTrailingZeros(size()), 1, null);
    }

    @Override
    public void hold(Example example, PendingExample pending) {
        Features x = example.features();
        pending.beginUnlabeled(example.importance());
        for (int k = 0; k < x.size(); k++) {
            pending.feature(x.indices()[k], x.values()[k]);
        }
        pending.build();
        pending.learned = prediction.learned;
        pending.margins[0] = prediction.margin;
    }

    @Override
    public Prediction recall(PendingExample pending) {
        return say(recalled, pending.margins[0], pending.example(), pending.learned);
    }

    @Override
    public Prediction refresh(PendingExample pending) {
        Example example = pending.example();
        return say(refreshed, optimizer.margin(example.features()), example, learned);
    }

    @Override
    public void learn(PendingExample pending, double factor) {
        learn(pending.example(), factor * pending.example().importance(), refreshed);
    }

    private void learn(Example example, double importance, Prediction prediction) {
        learned++;
        if (!(importance * prediction.gradientNorm <= MAX_GRADIENT_NORM)) {
            refused++;
        } else if (importance > 0) {
            step(example.features(), labels.of(example), importance, prediction);
        }
    }

    private void step(Features x, double label, double importance, Prediction prediction) {
        double derivative = importance * steps.clipped(prediction.derivative);
        double reach = steps.importanceAware() && derivative != 0 ? importance * optimizer.reach(x, derivative) : 0;
        double step = derivative;
        if (reach > 0) {
            double move = loss.move(prediction.margin, label, reach);
            step = importance * steps.clipped(-move / reach);
        }
        if (optimizer.largestMove(x, derivative, step) <= MAX_MOVE) {
            optimizer.learn(x, derivative, step);
        } else {
            refused++;
        }
    }

    @Override
    public MarginLoss loss() {
        return loss;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    @Override
    public long learned() {
        return learned;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public Blocks blocks() {
        return optimizer.weights().blocks();
    }

    @Override
    public int blockShift() {
        return optimizer.weights().blockShift();
    }

    @Override
    public int size() {
        return optimizer.weights().intercept();
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public float weight(int output, int index) {
        return optimizer.weight(index);
    }

    @Override
    public double intercept(int output) {
        return optimizer.weight(optimizer.weights().intercept());
    }

    @Override
    public boolean knows(int index) {
        return optimizer.weight(index) != 0;
    }

    @Override
    public Scaling scaling(int index) {
        return Scaling.RAW;
    }

    @Override
    public double centre(int index) {
        return 0;
    }

    @Override
    public double limit(int index) {
        return optimizer.limit(index);
    }

    @Override
    public double unit(int index) {
        return Double.NaN;
    }

    @Override
    public double explain(Features features, int output, double[] contributions) {
        for (int k = 0; k < features.size(); k++) {
            int index = features.indices()[k];
            double limit = optimizer.limit(index);
            contributions[k] = optimizer.weight(index) * Math.max(-limit, Math.min(limit, features.values()[k]));
        }
        return intercept(output);
    }

    @Override
    public double leastMargin() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double greatestMargin() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public String layout() {
        return optimizer.layout();
    }

    @Override
    public void clear() {
        optimizer.clear();
        learned = 0;
        refused = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(learned);
        out.writeLong(refused);
        optimizer.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        learned = in.readLong();
        refused = in.readLong();
        optimizer.read(in);
    }
}
