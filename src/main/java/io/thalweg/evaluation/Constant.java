package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.state.Persistent;

/** A predictor that knows no features: what a model has to beat. One thread. */
interface Constant extends Persistent {
    /** Says what is most likely of the labels so far. */
    static Constant baseline(Loss loss) {
        return loss.isCrossEntropy() ? new ClassFrequencies(loss.classes()) : new RunningMean((MarginLoss) loss);
    }

    /** What predicting {@code label} from the labels before it costs. */
    double loss(double label);

    /** How far it is off, as {@link Errors} counts it. */
    double error(double label);

    void learn(double label, double importance);
}
