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
public sealed interface Optimizer extends Persistent permits Sgd, AdaGrad {
    Weights weights();

    /** w·x + b, finite. */
    double margin(Features x);

    /** One step of gradient descent: {@code derivative} is d loss / d margin times the example's importance. */
    void learn(Features x, double derivative);

    /** The weight at {@code index} (or of the intercept) as {@link #margin} would use it now. */
    float weight(int index);

    /** How many steps have been taken. */
    long step();

    /**
     * Names how the floats of {@link #weights} are to be read. A model is only continued by an optimizer of the same layout.
     */
    String layout();

    static Optimizer of(
            OptimizerKind kind, LearningRate rate, Regularization penalty, int hashBits, InitialWeights initial) {
        return kind == OptimizerKind.SGD
                ? new Sgd(rate, penalty, hashBits, initial)
                : new AdaGrad(rate.initial(), penalty, hashBits, initial);
    }
}
