package io.thalweg.topology;

import io.thalweg.join.JoinCounts;
import io.thalweg.join.LabelOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/** What has become of examples and labels as Kafka metrics, group {@value #GROUP}, by task: a total of each outcome, and how many are waiting. */
public final class JoinMetrics implements AutoCloseable {
    public static final String GROUP = "thalweg-labels";
    public static final String PENDING = "pending";
    public static final String EARLY = "early";

    private final TaskMetrics metrics;

    JoinMetrics(StreamsMetrics metrics, TaskId task, JoinCounts counts) {
        this.metrics = new TaskMetrics(metrics, task, GROUP);
        add(PENDING, "Examples that wait for their labels", counts, JoinCounts::pending);
        add(EARLY, "Labels that wait for their examples", counts, JoinCounts::early);
        for (LabelOutcome outcome : LabelOutcome.values()) {
            add(total(outcome), "Examples or labels that have ended so", counts, c -> c.settled(outcome));
        }
    }

    /** The name of an outcome's metric. */
    public static String total(LabelOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT) + "-total";
    }

    private void add(String name, String description, JoinCounts counts, ToDoubleFunction<JoinCounts> value) {
        metrics.add(name, description, Map.of(), counts, value);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
