package io.thalweg.topology;

import io.thalweg.learner.OnlineLearner;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * A learner's counts as Kafka metrics, group {@value #GROUP}, by task. They are read from the learner when somebody looks, without a lock:
 * nothing is paid per record.
 */
public final class LearnerMetrics {
    public static final String GROUP = "thalweg-learner";
    public static final String EXAMPLES = "examples-total";
    public static final String LABELED = "labeled-total";
    public static final String REJECTED = "rejected-total";
    public static final String REFUSED_UPDATES = "refused-updates-total";

    private LearnerMetrics() {}

    static void register(StreamsMetrics metrics, TaskId task, OnlineLearner learner) {
        Map<String, String> tags = Map.of("task-id", task.toString());
        Sensor sensor = metrics.addSensor("thalweg." + task + ".learner", Sensor.RecordingLevel.INFO);
        add(sensor, tags, EXAMPLES, "Examples predicted", learner, OnlineLearner::examples);
        add(sensor, tags, LABELED, "Examples learned from", learner, OnlineLearner::labeled);
        add(sensor, tags, REJECTED, "Records refused", learner, OnlineLearner::rejected);
        add(
                sensor,
                tags,
                REFUSED_UPDATES,
                "Updates refused because their gradient or step was beyond all measure",
                learner,
                l -> l.model().refused());
    }

    private static void add(
            Sensor sensor,
            Map<String, String> tags,
            String name,
            String description,
            OnlineLearner learner,
            ToDoubleFunction<OnlineLearner> value) {
        sensor.add(new MetricName(name, GROUP, description, tags), new Reading(learner, value));
    }

    /** A number that is looked up and never recorded. */
    private record Reading(OnlineLearner learner, ToDoubleFunction<OnlineLearner> value) implements MeasurableStat {
        @Override
        public double measure(MetricConfig config, long now) {
            return value.applyAsDouble(learner);
        }

        @Override
        public void record(MetricConfig config, double recorded, long timeMs) {}
    }
}
