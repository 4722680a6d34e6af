package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.LearnerStores;
import io.thalweg.topology.WireFormats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/**
 * What has come of a disturbed stream, held against what must: every output topic, the files, and the learners as a worker would restore them. One partition after
 * the other is in memory. One thread.
 */
public final class Verdict {
    private final ThalwegConfig config;
    private final ReadCommitted reader;
    private final Map<String, Long> equal = new LinkedHashMap<>();
    private final SortedMap<Integer, String> digests = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private long inputs;
    private long duplicates;

    private Verdict(ThalwegConfig config, ReadCommitted reader) {
        this.config = config;
        this.reader = reader;
    }

    /**
     * @param snapshots the directory of their files
     * @param zombies whether a worker may have written one of them too late
     */
    static Verdict of(ThalwegConfig config, ReadCommitted reader, int partitions, Path snapshots, boolean zombies)
            throws IOException {
        Verdict verdict = new Verdict(config, reader);
        SnapshotFileComparison files = new SnapshotFileComparison(snapshots, zombies);
        for (int partition = 0; partition < partitions; partition++) {
            verdict.compare(partition, files);
        }
        verdict.differences.addAll(files.others());
        verdict.equal.put(SnapshotFileComparison.NAME, files.equal());
        return verdict;
    }

    private void compare(int partition, SnapshotFileComparison files) throws IOException {
        List<InputOrder.Timed> taken = inputs(partition);
        if (taken.isEmpty()) {
            return;
        }
        inputs += taken.size();
        PlainRun plain = PlainRun.inOrder(taken, config, WireFormats.alone(config));
        differences.addAll(files.compare(partition, plain.snapshotFiles()));
        plain.outputs().forEach((topic, expected) -> {
            Comparison comparison = Comparison.of(topic, partition, expected, records(topic, partition));
            equal.merge(topic, comparison.equal(), Long::sum);
            duplicates += comparison.duplicates();
            differences.addAll(comparison.differences());
        });
        String changelog = LearnerStores.changelog(config.applicationId());
        StateComparison state =
                StateComparison.of(changelog, partition, plain.state(), restored(records(changelog, partition)));
        digests.put(partition, state.digest());
        equal.merge(changelog, (long) state.blocks() - state.differences().size(), Long::sum);
        differences.addAll(state.differences());
        if (config.labels().isPresent()) {
            comparePending(partition, plain.pending());
        }
    }

    private List<InputOrder.Timed> inputs(int partition) {
        List<ConsumerRecord<byte[], byte[]>> examples = records(config.topics().examples(), partition);
        return config.labels()
                .map(labels -> InputOrder.merged(examples, records(labels.topic(), partition)))
                .orElse(InputOrder.alone(examples));
    }

    private void comparePending(int partition, SortedMap<Bytes, Bytes> expected) {
        String changelog = LearnerStores.pendingChangelog(config.applicationId());
        SortedMap<Bytes, Bytes> restored = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(changelog, partition)) {
            if (record.value() == null) {
                restored.remove(Bytes.wrap(record.key()));
            } else {
                restored.put(Bytes.wrap(record.key()), Bytes.wrap(record.value()));
            }
        }
        SortedSet<Bytes> keys = new TreeSet<>(expected.keySet());
        keys.addAll(restored.keySet());
        for (Bytes key : keys) {
            if (Objects.equals(expected.get(key), restored.get(key))) {
                equal.merge(changelog, 1L, Long::sum);
            } else {
                differences.add(new Difference(changelog, partition, 0, "restored entry " + key + " differs"));
            }
        }
    }

    private LearnerState restored(List<ConsumerRecord<byte[], byte[]>> changelog) {
        LearnerState state = new LearnerState(new OnlineLearner(config.learner()));
        for (ConsumerRecord<byte[], byte[]> record : changelog) {
            if (record.value() != null) {
                state.restore(ByteBuffer.wrap(record.key()).getInt(), record.value());
            }
        }
        state.resume();
        return state;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int partition) {
        TopicPartition source = new TopicPartition(topic, partition);
        return reader.records(List.of(source)).get(source);
    }

    /** Records of the topics of examples and labels. */
    public long inputs() {
        return inputs;
    }

    /** By topic, how many records are as they must be; for the changelog, how many blocks were restored. */
    public Map<String, Long> equal() {
        return equal;
    }

    /** Outputs that were committed again, byte for byte the same. */
    public long duplicates() {
        return duplicates;
    }

    /** By partition, the SHA-256 of the restored learner. */
    public SortedMap<Integer, String> digests() {
        return digests;
    }

    public List<Difference> differences() {
        return differences;
    }
}
