package io.thalweg.topology;

import io.thalweg.mapping.FieldCounts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * How the fields of records have been, as Kafka metrics, group {@value #GROUP}, by task and field, since the task began: how many records had a value, and what part
 * of records had none, a category of which the model knows nothing, a value that cannot be read. The task's thread only.
 */
public final class FieldMetrics implements AutoCloseable {
    public static final String GROUP = "thalweg-fields";
    public static final String FIELD = "field";
    public static final String PRESENT = "present-total";
    public static final String MISSING = "missing-ratio";
    public static final String NEW = "new-ratio";
    public static final String UNPARSABLE = "unparsable-ratio";

    private final TaskMetrics metrics;
    private final FieldCounts counts;
    private final Set<String> known = new HashSet<>();
    private int seen;

    FieldMetrics(StreamsMetrics metrics, TaskId task, FieldCounts counts) {
        this.metrics = new TaskMetrics(metrics, task, GROUP);
        this.counts = counts;
    }

    /** Adds the fields that are new since the last call; costs nothing if there are none. */
    void update() {
        if (counts.size() != seen) {
            seen = counts.size();
            counts.forEach((path, of) -> {
                if (known.add(path)) {
                    add(path);
                }
            });
        }
    }

    private void add(String path) {
        add(path, PRESENT, "Records with a value", FieldCounts.Of::present);
        add(path, MISSING, "Part of the records without one", of -> ratio(of.missing(), of));
        add(
                path,
                NEW,
                "Part of the records with a category that the model knows nothing of",
                of -> ratio(of.fresh(), of));
        add(path, UNPARSABLE, "Part of the records with a value that cannot be read", of -> ratio(of.unparsable(), of));
    }

    private void add(String path, String name, String description, ToDoubleFunction<FieldCounts.Of> value) {
        metrics.add(name, description, Map.of(FIELD, path), counts, all -> value.applyAsDouble(all.of(path)));
    }

    private static double ratio(long part, FieldCounts.Of of) {
        return (double) part / Math.max(1, of.present() + of.missing());
    }

    @Override
    public void close() {
        metrics.close();
    }
}
