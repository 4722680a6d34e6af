package io.thalweg.topology;

import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads published models from their topic, committed ones only. Any thread; each call opens and closes a consumer. */
public final class SnapshotTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Properties clients;
    private final String topic;

    /** @param clients address and security */
    public SnapshotTopic(Properties clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /**
     * The newest whole snapshot of the model of an input partition, as of now.
     *
     * @throws io.thalweg.snapshot.UnusableSnapshotException if what is there is not a snapshot
     */
    public Optional<Snapshot> newest(int partition) {
        SnapshotCodec.Newest newest = new SnapshotCodec.Newest();
        read(partition, record -> {
            if (record.value() != null) {
                newest.add(record.value());
            } else {
                newest.forget(SnapshotKey.model(record.key()));
            }
        });
        return newest.snapshot();
    }

    /** The records of a model's snapshots in a partition, as deletions. */
    public List<ProducerRecord<byte[], byte[]>> deletions(String model, int partition) {
        Set<ByteBuffer> keys = new LinkedHashSet<>();
        read(partition, record -> {
            if (SnapshotKey.model(record.key()).equals(model)) {
                ByteBuffer key = ByteBuffer.wrap(record.key());
                if (record.value() != null) {
                    keys.add(key);
                } else {
                    keys.remove(key);
                }
            }
        });
        return keys.stream()
                .map(key -> new ProducerRecord<byte[], byte[]>(topic, partition, key.array(), null))
                .toList();
    }

    private void read(int partition, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        TopicPartition source = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            long end = consumer.endOffsets(List.of(source)).get(source);
            while (consumer.position(source) < end) {
                consumer.poll(POLL).forEach(visitor);
            }
        }
    }
}
