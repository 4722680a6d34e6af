package io.thalweg.topology;

import java.util.ArrayList;
import java.util.HashMap;
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
 * Numbers of a task as Kafka metrics of one group. They are read from their objects when somebody looks, without a lock: nothing is paid per record. When
 * closed they are gone from the registry, who still holds one reads its last value, and nothing here holds on to the objects any more.
 */
final class TaskMetrics implements AutoCloseable {
    static final String TASK_ID = "task-id";

    private final StreamsMetrics metrics;
    private final String group;
    private final Sensor sensor;
    private final String task;
    private final List<Reading<?>> readings = new ArrayList<>();

    TaskMetrics(StreamsMetrics metrics, TaskId task, String group) {
        this.metrics = metrics;
        this.group = group;
        this.task = task.toString();
        sensor = metrics.addSensor("thalweg." + task + "." + group, Sensor.RecordingLevel.INFO);
    }

    /** @param tags besides the task's */
    <T> void add(String name, String description, Map<String, String> tags, T of, ToDoubleFunction<T> value) {
        Reading<T> reading = new Reading<>(of, value);
        readings.add(reading);
        Map<String, String> all = new HashMap<>(tags);
        all.put(TASK_ID, task);
        sensor.add(new MetricName(name, group, description, all), reading);
    }

    @Override
    public void close() {
        readings.forEach(Reading::end);
        metrics.removeSensor(sensor);
    }

    /** A number that is looked up and never recorded. */
    private static final class Reading<T> implements MeasurableStat {
        private final ToDoubleFunction<T> value;
        private volatile T of;
        private volatile double last;

        Reading(T of, ToDoubleFunction<T> value) {
            this.of = of;
            this.value = value;
        }

        void end() {
            T live = of;
            if (live != null) {
                last = value.applyAsDouble(live);
                of = null;
            }
        }

        @Override
        public double measure(MetricConfig config, long now) {
            T live = of;
            return live == null ? last : value.applyAsDouble(live);
        }

        @Override
        public void record(MetricConfig config, double recorded, long timeMs) {}
    }
}
