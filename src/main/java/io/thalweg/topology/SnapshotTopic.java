package io.thalweg.topology;

import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        TopicPartition source = new TopicPartition(topic, partition);
        SnapshotCodec.Newest newest = new SnapshotCodec.Newest();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            long end = consumer.endOffsets(List.of(source)).get(source);
            while (consumer.position(source) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        newest.add(record.value());
                    }
                }
            }
        }
        return newest.snapshot();
    }
}
