package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.ConsumerProbe;
import io.thalweg.topology.JoinMetrics;
import io.thalweg.topology.LearnerMetrics;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.UncommittedOutputs;
import io.thalweg.topology.WireFormats;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;

/** The running topology: started at once, stopped by closing, or by a failure that it cannot go on from. One thread. */
final class LearnerStreams implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(15);
    private static final Duration CLOSE_UNUSED = Duration.ofSeconds(2);

    private final String applicationId;
    private final KafkaStreams streams;
    private final GroupMembershipOperation membership;
    private final UncommittedOutputs uncommitted = new UncommittedOutputs();
    private final Replacements replacements = new Replacements();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean hasRun;
    private boolean closed;

    /**
     * @param stop asked when the topology has failed
     * @throws Failure with exit code 2 if Kafka's clients cannot be made of the settings
     */
    LearnerStreams(ThalwegConfig config, WireFormats formats, StopSignal stop) {
        applicationId = config.applicationId();
        streams = streams(config, formats, uncommitted);
        membership = isStaticMember(config)
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        streams.setUncaughtExceptionHandler(e -> {
            if (replacements.allow(e)) {
                // Kafka Streams lets it out of the thread that it replaces, and the JVM would print its trace.
                Thread.currentThread().setUncaughtExceptionHandler((thread, known) -> {});
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            failure.compareAndSet(null, e);
            stop.ask();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> hasRun |= now == KafkaStreams.State.RUNNING);
        streams.setGlobalStateRestoreListener(new RestoreProgress());
        streams.start();
    }

    private static KafkaStreams streams(ThalwegConfig config, WireFormats formats, UncommittedOutputs uncommitted) {
        Topology topology = ThalwegTopology.build(config, Models.warmStart(config), new ConsumerProbe(config), formats);
        try {
            return new KafkaStreams(topology, ThalwegTopology.properties(config, uncommitted, formats));
        } catch (KafkaException e) {
            throw Failures.unusableClientSettings(config, e);
        }
    }

    /** A static member is to come back, and keeps its tasks until its session times out. */
    private static boolean isStaticMember(ThalwegConfig config) {
        return config.streams().stringPropertyNames().stream()
                .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /**
     * The metrics of the models that this instance has now, by task, then by name. Their values go on changing; once they are closed, they stay as they
     * were at the last commit.
     */
    SortedMap<TaskId, Map<String, Metric>> models() {
        SortedMap<TaskId, Map<String, Metric>> models = new TreeMap<>();
        for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
            MetricName name = entry.getKey();
            if (name.group().equals(LearnerMetrics.GROUP) || name.group().equals(JoinMetrics.GROUP)) {
                models.computeIfAbsent(TaskId.parse(name.tags().get(LearnerMetrics.TASK_ID)), task -> new TreeMap<>())
                        .put(name.name(), entry.getValue());
            }
        }
        return models;
    }

    /** @throws Failure if the topology has failed, with what a user can do about it */
    void throwIfFailed() {
        Throwable e = failure.get();
        if (e != null) {
            throw StreamsFailures.told(e, applicationId);
        }
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /**
     * Commits, and leaves the group, so that others take over at once; within 15 s. What was still joining the group has nothing to commit, and its leaving can get lost: 2 s.
     * So has what Kafka no longer lets in.
     *
     * @return false if that was not enough, or the last commit failed
     */
    boolean stop() {
        closed = true;
        boolean letIn = hasRun && !StreamsFailures.refused(failure.get());
        CloseOptions options =
                CloseOptions.groupMembershipOperation(membership).withTimeout(letIn ? CLOSE : CLOSE_UNUSED);
        return streams.close(options) && !uncommitted.any() || !hasRun;
    }

    @Override
    public void close() {
        if (!closed) {
            stop();
        }
    }
}
