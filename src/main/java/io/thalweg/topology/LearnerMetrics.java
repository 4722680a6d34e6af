package io.thalweg.topology;

import io.thalweg.learner.OnlineLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * A learner's counts and losses as Kafka metrics, group {@value #GROUP}, by task. They are read from the learner when somebody looks, without a lock:
 * nothing is paid per record. When closed they are gone from the registry, and who still holds one reads its last value.
 */
public final class LearnerMetrics implements AutoCloseable {
    public static final String GROUP = "thalweg-learner";
    public static final String TASK_ID = "task-id";
    public static final String EXAMPLES = "examples-total";
    public static final String LABELED = "labeled-total";
    public static final String REJECTED = "rejected-total";
    public static final String REFUSED_UPDATES = "refused-updates-total";
    public static final String MEAN_LOSS = "mean-loss";
    public static final String BASELINE_LOSS = "baseline-loss";

    private final StreamsMetrics metrics;
    private final Sensor sensor;
    private final Map<String, String> tags;
    private final List<Reading> readings = new ArrayList<>();

    LearnerMetrics(StreamsMetrics metrics, TaskId task, OnlineLearner learner) {
        this.metrics = metrics;
        tags = Map.of(TASK_ID, task.toString());
        sensor = metrics.addSensor("thalweg." + task + ".learner", Sensor.RecordingLevel.INFO);
        add(EXAMPLES, "Examples predicted", learner, OnlineLearner::examples);
        add(LABELED, "Examples learned from", learner, OnlineLearner::labeled);
        add(REJECTED, "Records refused", learner, OnlineLearner::rejected);
        add(
                REFUSED_UPDATES,
                "Updates refused because their gradient or step was beyond all measure",
                learner,
                l -> l.model().refused());
        add(MEAN_LOSS, "Mean loss of the served predictions since the start", learner, OnlineLearner::meanLoss);
        add(BASELINE_LOSS, "Mean loss of who ignores all features", learner, OnlineLearner::baselineLoss);
    }

    private void add(String name, String description, OnlineLearner learner, ToDoubleFunction<OnlineLearner> value) {
        Reading reading = new Reading(learner, value);
        readings.add(reading);
        sensor.add(new MetricName(name, GROUP, description, tags), reading);
    }

    /** The model may go: nothing here holds on to it any more. */
    @Override
    public void close() {
        readings.forEach(Reading::end);
        metrics.removeSensor(sensor);
    }

    /** A number that is looked up and never recorded. */
    private static final class Reading implements MeasurableStat {
        private final ToDoubleFunction<OnlineLearner> value;
        private volatile OnlineLearner learner;
        private volatile double last;

        Reading(OnlineLearner learner, ToDoubleFunction<OnlineLearner> value) {
            this.learner = learner;
            this.value = value;
        }

        void end() {
            last = value.applyAsDouble(learner);
            learner = null;
        }

        @Override
        public double measure(MetricConfig config, long now) {
            OnlineLearner live = learner;
            return live == null ? last : value.applyAsDouble(live);
        }

        @Override
        public void record(MetricConfig config, double recorded, long timeMs) {}
    }
}
