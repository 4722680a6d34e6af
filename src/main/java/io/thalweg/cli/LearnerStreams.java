package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.ConsumerProbe;
import io.thalweg.topology.LearnerMetrics;
import io.thalweg.topology.OffsetGapException;
import io.thalweg.topology.ThalwegTopology;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The running topology: started at once, stopped by closing, or by a failure that it cannot go on from. */
final class LearnerStreams implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_UNUSED = Duration.ofSeconds(2);
    private static final int REPLACEMENTS = 3;

    private final String applicationId;
    private final KafkaStreams streams;
    private final AtomicInteger replacements = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean hasRun;

    /** @param stop asked when the topology has failed */
    LearnerStreams(ThalwegConfig config, StopSignal stop) {
        applicationId = config.applicationId();
        streams = new KafkaStreams(
                ThalwegTopology.build(config, Models.warmStart(config), new ConsumerProbe(config)),
                ThalwegTopology.properties(config));
        streams.setUncaughtExceptionHandler(e -> {
            if (skippedInput(e) && replacements.getAndIncrement() < REPLACEMENTS) {
                // Kafka Streams lets it out of the thread that it replaces, and the JVM would print its trace.
                Thread.currentThread().setUncaughtExceptionHandler((thread, known) -> {});
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            failure.compareAndSet(null, e);
            stop.ask();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> hasRun |= now == KafkaStreams.State.RUNNING);
        streams.start();
    }

    private static boolean skippedInput(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OffsetGapException) {
                return true;
            }
        }
        return false;
    }

    /** A count of {@link LearnerMetrics}, summed over the tasks of this instance. */
    long total(String metric) {
        double total = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
            if (entry.getKey().group().equals(LearnerMetrics.GROUP)
                    && entry.getKey().name().equals(metric)) {
                total += (Double) entry.getValue().metricValue();
            }
        }
        return (long) total;
    }

    /** @throws Failure if the topology has failed, with what a user can do about it */
    void throwIfFailed() {
        Throwable e = failure.get();
        if (e != null) {
            throw StreamsFailures.told(e, applicationId);
        }
    }

    /**
     * Commits, and leaves the group; within 30 s. What was still joining the group has nothing to commit, and its leaving can get lost: 2 s. So has
     * what Kafka no longer lets in.
     */
    @Override
    public void close() {
        streams.close(hasRun && !StreamsFailures.refused(failure.get()) ? CLOSE : CLOSE_UNUSED);
    }
}
