package io.thalweg.bench;

import com.sun.management.OperatingSystemMXBean;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.TopicPlan;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One topology, from an application that does not exist to the last prediction readable, on topics of its own. Time is taken between two commits:
 * the first one behind the warm-up, and the one of the last example. The committed input offset tells of a commit, without reading the outputs.
 */
final class StreamRun {
    private static final long OBSERVE_MS = 10;
    private static final long PATIENCE_MS = 300_000;

    private final Admin admin;
    private final ThalwegConfig config;
    private final List<TopicPartition> inputs;
    private final TopicPartition output;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Runnable between = () -> {};
    private Runnable closed = () -> {};

    StreamRun(Admin admin, ThalwegConfig config) {
        this(admin, config, List.of(config.topics().examples()));
    }

    /** @param inputs the topics whose records are counted, of one partition each: as many as have been taken of all of them */
    StreamRun(Admin admin, ThalwegConfig config, List<String> inputs) {
        this.admin = admin;
        this.config = config;
        this.inputs = inputs.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        output = new TopicPartition(config.topics().predictions(), 0);
    }

    /**
     * @param perSecond records a second
     * @param cpuMicros processor time of the whole process, broker included, for each record
     */
    record Speed(double perSecond, double cpuMicros) {}

    /** What a commit found: how far it went, when, and the processor time used until then. */
    private record Mark(long offset, long nanos, long cpuNanos) {
        Speed speedTo(Mark end) {
            double records = end.offset - offset;
            return new Speed(records / (end.nanos - nanos) * 1e9, (end.cpuNanos - cpuNanos) / records / 1e3);
        }
    }

    /** What is to be done behind the warm-up, and is measured with the rest. */
    StreamRun between(Runnable between) {
        this.between = between;
        return this;
    }

    /** What is to be looked at when the streams are closed, and their stores and changelogs still there. */
    StreamRun closed(Runnable closed) {
        this.closed = closed;
        return this;
    }

    Speed measure(Function<ThalwegConfig, Topology> topology, long warmUp, long examples) throws Exception {
        TopicPlan plan = new TopicPlan(config);
        Collection<NewTopic> topics =
                plan.missing(plan.inputs().stream().collect(Collectors.toMap(Function.identity(), topic -> 1)));
        admin.createTopics(topics).all().get();
        KafkaStreams streams = new KafkaStreams(topology.apply(config), ThalwegTopology.properties(config));
        try {
            streams.setUncaughtExceptionHandler(e -> {
                failure.set(e);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            Mark start = awaitCommit(warmUp);
            between.run();
            Mark end = awaitCommit(examples);
            if (readable() < examples) {
                throw new IllegalStateException("of " + examples + " predictions only " + readable() + " are readable");
            }
            return start.speedTo(end);
        } finally {
            streams.close(Duration.ofSeconds(30));
            closed.run();
            streams.cleanUp();
            admin.deleteTopics(topics.stream().map(NewTopic::name).toList())
                    .all()
                    .get();
        }
    }

    private Mark awaitCommit(long offset) throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(config.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            long committed = inputs.stream()
                    .map(offsets::get)
                    .mapToLong(each -> each == null ? 0 : each.offset())
                    .min()
                    .orElseThrow();
            if (committed >= offset) {
                return new Mark(committed, System.nanoTime(), cpuNanos());
            }
            if (failure.get() != null) {
                throw new IllegalStateException("the topology has failed", failure.get());
            }
            if (System.nanoTime() - start > PATIENCE_MS * 1_000_000) {
                throw new IllegalStateException("no commit of example " + offset + " in " + PATIENCE_MS + " ms");
            }
            Thread.sleep(OBSERVE_MS);
        }
    }

    /** Where the committed outputs end: predictions, and a marker for each commit. */
    private long readable() throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        Map.of(output, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(output)
                .get()
                .offset();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
