package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.state.Persistent;

/** A predictor that knows no features: what a model has to beat. One thread. */
interface Constant extends Persistent {
    /** Says what is most likely of the labels so far. */
    static Constant baseline(Loss loss) {
        if (!loss.isCrossEntropy()) {
            return new RunningMean((MarginLoss) loss);
        }
        return new ClassFrequencies(loss.classes(), loss.outputs() > 1 ? -1 : 0);
    }

    /** What predicting {@code label} from the labels before it costs. */
    double loss(double label);

    /** How far it is off, as {@link Errors} counts it. */
    double error(double label);

    void learn(double label, double importance);
}
