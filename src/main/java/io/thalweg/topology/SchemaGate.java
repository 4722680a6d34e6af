package io.thalweg.topology;

import io.thalweg.registry.SchemaRegistry;
import io.thalweg.serde.ConfluentHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between an instance's consumers and its tasks, and lets no record through whose schema id the registry has not answered for:
 *
 * <pre>
 *   record with an id that is answered for       goes through; an id without a schema is the decoder's to reject
 *   record with another                          its partition is held: neither it nor what follows goes through, and what the task commits
 *                                                stays at its offset
 *   the registry has answered                    group.protocol=classic: the {@linkplain RewindingConsumer consumer} goes back to the record;
 *                                                streams, whose consumer is not ours: the task {@linkplain LettingGo begins again}
 *   the task begins, or is closed                the hold ends; records come from the committed offset, which is not after the held one
 * </pre>
 *
 * Where labels have a topic, the partitions of the same number are held together: a label is not to be there long before its example. All other partitions go on. Records of a held partition are fetched and dropped, so that no more than the place is kept of them. Any thread; a
 * partition's records come in order, and none while its task begins.
 */
public final class SchemaGate implements AutoCloseable {
    static final String CONFIG = "thalweg.schema.gate";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaGate.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Hold(int id, OffsetAndMetadata at) {}

    private final Set<String> topics;
    private final Set<String> inputs;
    private final SchemaQuestions questions;
    private final Map<TopicPartition, Hold> holds = new ConcurrentHashMap<>();

    /**
     * @param topics whose records are in Confluent's wire format
     * @param inputs all topics of records that the tasks take
     */
    SchemaGate(Set<String> topics, Set<String> inputs, SchemaRegistry registry) {
        this(topics, inputs, registry, SchemaQuestions.thread(), PATIENCE);
    }

    SchemaGate(
            Set<String> topics,
            Set<String> inputs,
            SchemaRegistry registry,
            SchemaQuestions.Later later,
            Duration patience) {
        this.topics = Set.copyOf(topics);
        this.inputs = Set.copyOf(inputs);
        questions = new SchemaQuestions(registry, later, patience, this::unanswered, System::nanoTime);
    }

    /** What records that have come through are to be decoded with: it answers for their ids at once. */
    SchemaRegistry registry() {
        return questions;
    }

    /** The records that may go on; the same object if all may. */
    ConsumerRecords<byte[], byte[]> admit(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (topics.contains(partition.topic()) && !holds.containsKey(partition)) {
                hold(partition, records.records(partition));
            }
        }
        if (!holds.isEmpty() && inputs.size() > 1) {
            records.partitions().forEach(partition -> holdWithOthers(partition, records.records(partition)));
        }
        return holds.isEmpty() ? records : withoutHeld(records);
    }

    private void hold(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        int answered = -1; // no registry gives it
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (ConfluentHeader.isOn(record.value())) {
                int id = ConfluentHeader.id(record.value());
                if (id != answered && !questions.isAnswered(id)) {
                    holds.put(
                            partition, new Hold(id, new OffsetAndMetadata(record.offset(), record.leaderEpoch(), "")));
                    LOG.warn(
                            "{}@{}: the schema registry does not say what schema {} is; this partition waits for it, the others go on",
                            partition,
                            record.offset(),
                            id);
                    return;
                }
                answered = id;
            }
        }
    }

    private void holdWithOthers(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        inputs.stream()
                .map(input -> holds.get(new TopicPartition(input, partition.partition())))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(other -> {
                    ConsumerRecord<byte[], byte[]> first = records.get(0);
                    holds.putIfAbsent(
                            partition,
                            new Hold(other.id, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "")));
                });
    }

    private ConsumerRecords<byte[], byte[]> withoutHeld(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> admitted = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Hold hold = holds.get(partition);
            List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
            List<ConsumerRecord<byte[], byte[]>> before = hold == null ? all : before(hold.at.offset(), all);
            if (!before.isEmpty()) {
                admitted.put(partition, before);
            }
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
        holds.forEach((partition, hold) -> next.replace(partition, hold.at));
        return new ConsumerRecords<>(admitted, next);
    }

    private static List<ConsumerRecord<byte[], byte[]>> before(long offset, List<ConsumerRecord<byte[], byte[]>> all) {
        List<ConsumerRecord<byte[], byte[]>> before = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : all) {
            if (record.offset() < offset) {
                before.add(record);
            }
        }
        return before;
    }

    /** Whether any partition is held. */
    boolean holds() {
        return !holds.isEmpty();
    }

    /** Ends the holds of these partitions that need not be any longer, and says where to go on. */
    Map<TopicPartition, OffsetAndMetadata> letGo(Set<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        holds.forEach((partition, hold) -> {
            if (assigned.contains(partition) && questions.isAnswered(hold.id)) {
                places.put(partition, hold.at);
            }
        });
        places.keySet().forEach(this::end);
        return places;
    }

    /** Whether a partition of a gated topic is held, and need not be any longer. */
    boolean mayGoOn(int partition) {
        return inputs.stream().anyMatch(topic -> {
            Hold hold = holds.get(new TopicPartition(topic, partition));
            return hold != null && questions.isAnswered(hold.id);
        });
    }

    /** The task of these partitions begins at its committed offsets, or ends. */
    void forget(int partition) {
        for (String topic : inputs) {
            end(new TopicPartition(topic, partition));
        }
    }

    private void end(TopicPartition input) {
        Hold hold = holds.remove(input);
        if (hold != null) {
            LOG.info("{}@{} no longer waits for schema {}", input, hold.at.offset(), hold.id);
        }
    }

    private void unanswered(int id, Throwable e) {
        String why = e instanceof Error ? e.toString() : e.getMessage();
        holds.forEach((partition, hold) -> {
            if (hold.id == id) {
                LOG.warn("{}@{} waits for schema {}: {}", partition, hold.at.offset(), id, why);
            }
        });
    }

    /** Nothing is asked any more. */
    @Override
    public void close() {
        questions.close();
    }
}
