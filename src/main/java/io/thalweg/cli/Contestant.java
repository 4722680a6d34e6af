package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import java.util.List;
import java.util.stream.Collectors;

/** One learner of a race. A retired one has let go of its weights and keeps its figures. One thread. */
final class Contestant {
    private final List<String> sets;
    private final ThalwegConfig config;
    private final boolean byDefault;
    private final Endurance endurance = new Endurance();
    private int builder;
    private OnlineLearner learner;
    private RollingLoss finalLosses;
    private List<String> finalClasses;
    private long refused;
    private long retiredAt;

    /**
     * @param sets how it differs from the configuration, as {@code --set} takes it; empty if in nothing
     * @param byDefault whether this is the configuration as it is
     */
    Contestant(List<String> sets, ThalwegConfig config, boolean byDefault) {
        this.sets = sets;
        this.config = config;
        this.byDefault = byDefault;
    }

    /**
     * Takes the memory for the weights.
     *
     * @param builder which of the {@link SharedExamples} are for it
     */
    void start(int builder) {
        this.builder = builder;
        learner = new OnlineLearner(config.learner());
    }

    /** Predicts and learns; false if this was its last example. */
    boolean process(SharedExamples examples) {
        Example example = examples.example(builder);
        Prediction prediction = learner.process(example);
        refused = learner.model().refused();
        if (endurance.lasts(prediction.margin(), prediction.mean(), prediction.loss(), example.hasLabel(), refused)) {
            return true;
        }
        retiredAt = learner.examples();
        finalLosses = learner.rollingLoss();
        finalClasses = List.copyOf(learner.model().labels().classes());
        learner = null;
        return false;
    }

    List<String> sets() {
        return sets;
    }

    boolean byDefault() {
        return byDefault;
    }

    /** Null when it has retired. */
    OnlineLearner learner() {
        return learner;
    }

    LearnerSettings settings() {
        return config.learner();
    }

    String optimizer() {
        return config.learning().get("optimizer");
    }

    /** Its settings for people. */
    String name() {
        return sets.isEmpty() ? "(as configured)" : String.join(" ", sets);
    }

    /** Its settings as arguments; empty if it has none. */
    String arguments() {
        return sets.stream().map(set -> "--set " + set).collect(Collectors.joining(" "));
    }

    /** The example at which it retired, counted from 1; 0 if it has not. */
    long retiredAt() {
        return retiredAt;
    }

    boolean retired() {
        return retiredAt > 0;
    }

    long refused() {
        return refused;
    }

    /** What the classes are called, if there are many. */
    List<String> classes() {
        return retired() ? finalClasses : List.copyOf(learner.model().labels().classes());
    }

    RollingLoss losses() {
        return retired() ? finalLosses : learner.rollingLoss();
    }
}
