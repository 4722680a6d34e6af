package io.thalweg.cli;

import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.model.ClassNames;
import io.thalweg.serde.PredictionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How good the predictions of a topic were, worked out from its records alone. Classes that the settings do not name are numbered as they turn up; several models, of a
 * partition each, may know different ones. One thread.
 */
final class ServedPredictions {
    private final Loss loss;
    private final ProgressiveValidation evaluation;
    private final List<String> classes = new ArrayList<>();
    private final double[] probabilities;
    private final boolean allClasses;

    /**
     * @param models whose predictions these are
     * @param top how many classes a prediction has at most, 0 for all: without all, nothing can be said of each
     */
    ServedPredictions(LearnerSettings settings, int models, int top) {
        allClasses = top == 0;
        loss = settings.loss() instanceof SoftmaxLoss softmax && softmax.names().isEmpty()
                ? new SoftmaxLoss(softmax.classes() * models, List.of())
                : settings.loss();
        if (loss instanceof SoftmaxLoss softmax) {
            classes.addAll(softmax.names());
        }
        probabilities = new double[loss.outputs()];
        evaluation = new ProgressiveValidation(loss, settings.rollingLossWindow(), settings.convergence());
    }

    void record(PredictionRecord prediction) {
        if (!prediction.hasLabel()) {
            return;
        }
        if (loss instanceof MarginLoss ofMargin) {
            evaluation.record(
                    ofMargin.label(prediction.label().getAsDouble()),
                    prediction.importance(),
                    prediction.margin(),
                    prediction.prediction(),
                    prediction.loss().getAsDouble(),
                    0);
        } else {
            Arrays.fill(probabilities, 0);
            prediction.classes().forEach(each -> probabilities[known(each.name())] = each.probability());
            String label = label(prediction);
            evaluation.record(
                    prediction.importance() > 0 ? known(label) : number(label),
                    prediction.importance(),
                    prediction.classes().isEmpty()
                            ? -1
                            : number(prediction.classes().get(0).name()),
                    probabilities,
                    prediction.loss().getAsDouble(),
                    0);
        }
    }

    /** The number of a class; for one that was never seen, the number that it would get. */
    private int number(String name) {
        int number = classes.indexOf(name);
        return number < 0 ? classes.size() : number;
    }

    private int known(String name) {
        int number = number(name);
        if (number == classes.size()) {
            classes.add(name);
        }
        return number;
    }

    /** As the model calls it; empty if there is none. */
    String label(PredictionRecord prediction) {
        if (prediction.label().isEmpty()) {
            return ClassNames.of(prediction.labelName());
        }
        double label = prediction.label().getAsDouble();
        return loss instanceof SoftmaxLoss ? ClassNames.of(label) : Double.toString(label);
    }

    String prediction(PredictionRecord prediction) {
        if (loss instanceof SoftmaxLoss) {
            return prediction.classes().isEmpty()
                    ? ""
                    : prediction.classes().get(0).name();
        }
        return Double.toString(prediction.prediction());
    }

    /** What the classes are called, if there are many. */
    List<String> classes() {
        return Collections.unmodifiableList(classes);
    }

    RollingLoss rollingLoss() {
        return evaluation.rollingLoss(allClasses ? classes.size() : 0);
    }
}
