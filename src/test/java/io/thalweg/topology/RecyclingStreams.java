package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.store.LearnerStores;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * An instance of the topology that can be stopped and started again, and tells what its tasks hold and whence they had it. A task with a new store reads
 * the changelog from its start; one that reads it from a later offset goes on with the store that it had in its other role.
 */
final class RecyclingStreams implements AutoCloseable {
    private static final CloseOptions LEAVE = CloseOptions.timeout(Duration.ofSeconds(30))
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);

    private final ThalwegConfig config;
    private final Path directory;
    private final AtomicInteger promotions = new AtomicInteger();
    private final AtomicInteger demotions = new AtomicInteger();
    private KafkaStreams streams;

    RecyclingStreams(ThalwegConfig config, Path directory) {
        this.config = config;
        this.directory = directory;
    }

    void start() {
        Properties properties = ThalwegTopology.properties(config);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        streams = new KafkaStreams(
                ThalwegTopology.build(config, WarmStartSource.NONE, new ConsumerProbe(config)), properties);
        streams.setGlobalStateRestoreListener(new Promotions());
        streams.setStandbyUpdateListener(new Demotions());
        streams.start();
    }

    /** Commits and leaves the group. */
    void stop() {
        streams.close(LEAVE);
    }

    @Override
    public void close() {
        if (streams != null) {
            stop();
        }
    }

    /** Whether it runs just so many tasks. */
    boolean has(int active, int standby) {
        return streams.state() == KafkaStreams.State.RUNNING
                && tasks(ThreadMetadata::activeTasks).size() == active
                && tasks(ThreadMetadata::standbyTasks).size() == standby;
    }

    /** How many active tasks have begun with a store that was a standby's. */
    int promotions() {
        return promotions.get();
    }

    /** How many standbys have begun with a store that was an active task's. */
    int demotions() {
        return demotions.get();
    }

    /** All blocks of an active task's model, as they are in memory. */
    Optional<SortedMap<Integer, ByteBuffer>> activeModel(int partition) {
        return tasks(ThreadMetadata::activeTasks).contains(partition)
                ? Optional.of(blocks(partition))
                : Optional.empty();
    }

    /** All blocks of a standby's model, as they are in memory; its meta block is read when it is promoted. */
    Optional<SortedMap<Integer, ByteBuffer>> standbyModel(int partition) {
        return tasks(ThreadMetadata::standbyTasks).contains(partition)
                ? Optional.of(withoutMeta(blocks(partition)))
                : Optional.empty();
    }

    static SortedMap<Integer, ByteBuffer> withoutMeta(LearnerState state) {
        return withoutMeta(Learners.blocks(state));
    }

    private static SortedMap<Integer, ByteBuffer> withoutMeta(SortedMap<Integer, ByteBuffer> blocks) {
        blocks.remove(LearnerState.META);
        return blocks;
    }

    private Set<Integer> tasks(Function<ThreadMetadata, Set<TaskMetadata>> role) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> role.apply(thread).stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    private SortedMap<Integer, ByteBuffer> blocks(int partition) {
        ReadOnlyKeyValueStore<Integer, byte[]> store = streams.store(StoreQueryParameters.fromNameAndType(
                        LearnerStores.WEIGHTS, QueryableStoreTypes.<Integer, byte[]>keyValueStore())
                .withPartition(partition)
                .enableStaleStores());
        SortedMap<Integer, ByteBuffer> blocks = new TreeMap<>();
        try (KeyValueIterator<Integer, byte[]> all = store.all()) {
            all.forEachRemaining(block -> blocks.put(block.key, ByteBuffer.wrap(block.value)));
        }
        return blocks;
    }

    private final class Promotions implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
            promotions.addAndGet(from > 0 ? 1 : 0);
        }

        @Override
        public void onBatchRestored(TopicPartition changelog, String store, long end, long restored) {}

        @Override
        public void onRestoreEnd(TopicPartition changelog, String store, long restored) {}
    }

    private final class Demotions implements StandbyUpdateListener {
        @Override
        public void onUpdateStart(TopicPartition changelog, String store, long from) {
            demotions.addAndGet(from > 0 ? 1 : 0);
        }

        @Override
        public void onBatchLoaded(
                TopicPartition changelog, String store, TaskId task, long end, long size, long currentEnd) {}

        @Override
        public void onUpdateSuspended(
                TopicPartition changelog, String store, long stored, long end, SuspendReason reason) {}
    }
}
