package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.Loss;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A generalized linear model, h(w·x + b), that learns by stochastic gradient descent: θ ← θ − α (h(x) − y) x. Its two verbs are
 * {@link #predict} and {@link #learn}; an example is learned after it was predicted. One thread.
 */
public final class LinearModel implements Persistent {
    /**
     * The largest gradient norm, times the importance, that is learned from: with it the square of a gradient is a float, and no weight can leave the range of a
     * float in any stream of practical length. A learner that diverges gets here.
     */
    static final double MAX_GRADIENT_NORM = 1e18;

    private final Loss loss;
    private final Optimizer optimizer;
    private final Prediction prediction = new Prediction();
    private long learned;
    private long refused;

    public LinearModel(Loss loss, Optimizer optimizer) {
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /**
     * The prediction for an example, with its loss if there is a label. Changes no weight.
     *
     * @throws RejectedExampleException if the loss is not defined for the label
     */
    public Prediction predict(Example example) {
        double label = label(example);
        double margin = optimizer.margin(example.features());
        prediction.margin = margin;
        prediction.mean = loss.mean(margin);
        prediction.learned = learned;
        prediction.loss = Double.NaN;
        prediction.gradientNorm = Double.NaN;
        if (example.hasLabel()) {
            prediction.loss = loss.value(margin, label);
            prediction.derivative = loss.derivative(margin, label);
            prediction.gradientNorm = Math.abs(prediction.derivative)
                    * Math.sqrt(1 + example.features().squaredNorm());
        }
        return prediction;
    }

    /** Takes one step on the labelled example last given to {@link #predict}. Importance 0 changes nothing. */
    public void learn(Example example) {
        learned++;
        if (!(example.importance() * prediction.gradientNorm <= MAX_GRADIENT_NORM)) {
            refused++;
        } else if (example.importance() > 0) {
            optimizer.learn(example.features(), example.importance() * prediction.derivative);
        }
    }

    /** The label as the loss's formulas use it; NaN without one. */
    public double label(Example example) {
        if (!example.hasLabel()) {
            return Double.NaN;
        }
        double label = loss.label(example.label());
        if (Double.isNaN(label)) {
            throw new RejectedExampleException(
                    RejectReason.LABEL_OUTSIDE_DOMAIN,
                    "label is " + example.label() + "; it must be " + loss.labelDomain());
        }
        return label;
    }

    public Loss loss() {
        return loss;
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    /** Labelled examples given to {@link #learn}. */
    public long learned() {
        return learned;
    }

    /** Of these, how many were not learned from because their gradient was beyond {@value #MAX_GRADIENT_NORM}: a sign of divergence. */
    public long refused() {
        return refused;
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
