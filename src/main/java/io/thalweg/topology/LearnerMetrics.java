package io.thalweg.topology;

import io.thalweg.learner.OnlineLearner;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/** A learner's counts and losses as Kafka metrics, group {@value #GROUP}, by task. */
public final class LearnerMetrics implements AutoCloseable {
    public static final String GROUP = "thalweg-learner";
    public static final String TASK_ID = TaskMetrics.TASK_ID;
    public static final String EXAMPLES = "examples-total";
    public static final String LABELED = "labeled-total";
    public static final String REJECTED = "rejected-total";
    public static final String REFUSED_UPDATES = "refused-updates-total";
    public static final String MEAN_LOSS = "mean-loss";
    public static final String BASELINE_LOSS = "baseline-loss";

    private final TaskMetrics metrics;
    private final OnlineLearner learner;

    LearnerMetrics(StreamsMetrics metrics, TaskId task, OnlineLearner learner) {
        this.metrics = new TaskMetrics(metrics, task, GROUP);
        this.learner = learner;
        add(EXAMPLES, "Examples predicted", OnlineLearner::examples);
        add(LABELED, "Examples learned from", OnlineLearner::labeled);
        add(REJECTED, "Records refused", OnlineLearner::rejected);
        add(
                REFUSED_UPDATES,
                "Updates refused because their gradient or step was beyond all measure",
                l -> l.model().refused());
        add(MEAN_LOSS, "Mean loss of the served predictions since the start", OnlineLearner::meanLoss);
        add(BASELINE_LOSS, "Mean loss of who ignores all features", OnlineLearner::baselineLoss);
    }

    private void add(String name, String description, ToDoubleFunction<OnlineLearner> value) {
        metrics.add(name, description, Map.of(), learner, value);
    }

    /** The model may go: nothing here holds on to it any more. */
    @Override
    public void close() {
        metrics.close();
    }
}
