package io.thalweg.optimizer;

import io.thalweg.example.Features;
import io.thalweg.state.Persistent;

/**
 * How weights are kept and moved. The intercept is a weight whose feature is always 1 and which is never regularized. The cost of a call is
 * proportional to the features given, whatever the number of weights; regularization that the other weights are owed is made up when they are
 * next needed, with the result of a loop over all of them at every step. One thread.
 *
 * <p>The {@link Persistent} part is the schedule: everything that is not in {@link #weights}.
 */
public sealed interface Optimizer extends Persistent permits Sgd, AdaGrad, Ftrl, Nag {
    Weights weights();

    /** w·x + b, finite. */
    double margin(Features x);

    /** One step of gradient descent: {@code derivative} is d loss / d margin times the example's importance. */
    default void learn(Features x, double derivative) {
        learn(x, derivative, derivative);
    }

    /**
     * One step of another length: rates are those that {@code derivative} gives, weights and intercept move as if it were {@code step}.
     *
     * @param step of the sign of the derivative and not larger
     */
    void learn(Features x, double derivative, double step);

    /**
     * At least as much as {@link #learn(Features, double, double)} would move any float of {@link #weights} that it does not keep within its range itself.
     * Not finite if the step is beyond all measure.
     */
    double largestMove(Features x, double derivative, double step);

    /**
     * How far {@link #learn(Features, double, double)} would bring the margin down for each unit of step, Σ η_i x_i² with the intercept's η,
     * penalties aside; 0 if steps of this optimizer have no such length.
     */
    double reach(Features x, double derivative);

    /**
     * Gives the weight at {@code index} (or the intercept) a value that was learned elsewhere, to the rounding of a float. It owes no penalty for
     * the steps so far, and what this optimizer knew of its feature is forgotten. Not for hot loops.
     *
     * @param weight finite
     * @param squaredGradients how sure the weight is: as if gradients of this sum of squares had moved it, finite, 0 or more; the larger, the
     *     less the next ones move it. Of no meaning to an optimizer with one rate for all weights
     */
    void start(int index, float weight, float squaredGradients);

    /** The weight at {@code index} (or of the intercept) as {@link #margin} would use it now. */
    float weight(int index);

    /** The magnitude of a value at {@code index} beyond which {@link #margin} takes it for this one. */
    default double limit(int index) {
        return Double.POSITIVE_INFINITY;
    }

    /** How many steps have been taken. */
    long step();

    /**
     * Names how the floats of {@link #weights} are to be read. A model is only continued by an optimizer of the same layout.
     */
    String layout();

    /**
     * @param beta only for FTRL: a weight's rate is at most α/β
     * @throws IllegalArgumentException if there is no such optimizer, or it cannot learn so
     */
    static Optimizer of(
            OptimizerKind kind,
            LearningRate rate,
            double beta,
            Regularization penalty,
            int hashBits,
            InitialWeights initial) {
        return switch (kind) {
            case SGD -> new Sgd(rate, penalty, hashBits, initial);
            case ADAGRAD -> new AdaGrad(rate.initial(), penalty, hashBits, initial);
            case FTRL -> new Ftrl(rate.initial(), beta, penalty, hashBits, initial);
            case NAG -> new Nag(rate.initial(), penalty, hashBits, initial);
            case AUTO -> throw new IllegalArgumentException("auto is several learners, not one optimizer");
        };
    }
}
