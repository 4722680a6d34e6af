package io.thalweg.cli;

import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.model.Labels;
import io.thalweg.serde.PredictionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How good the predictions of a topic were, worked out from its records alone. Classes are numbered as they turn up; several models, of a partition each,
 * may know different ones. One thread.
 */
final class ServedPredictions {
    private final Loss loss;
    private final ProgressiveValidation evaluation;
    private final List<String> classes = new ArrayList<>();
    private final double[] probabilities;

    /** @param models whose predictions these are */
    ServedPredictions(LearnerSettings settings, int models) {
        loss = settings.loss() instanceof SoftmaxLoss softmax
                ? new SoftmaxLoss(softmax.classes() * models, List.of())
                : settings.loss();
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
            prediction.classes().forEach(each -> probabilities[number(each.name())] = each.probability());
            evaluation.record(
                    number(label(prediction)),
                    prediction.importance(),
                    prediction.classes().isEmpty()
                            ? -1
                            : number(prediction.classes().get(0).name()),
                    probabilities,
                    prediction.loss().getAsDouble(),
                    0);
        }
    }

    private int number(String name) {
        if (!classes.contains(name)) {
            classes.add(name);
        }
        return classes.indexOf(name);
    }

    /** As it is written; empty if there is none. */
    String label(PredictionRecord prediction) {
        if (prediction.label().isEmpty()) {
            return prediction.labelName();
        }
        double label = prediction.label().getAsDouble();
        return loss instanceof SoftmaxLoss ? Labels.className(label) : Double.toString(label);
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
        return evaluation.rollingLoss();
    }
}
