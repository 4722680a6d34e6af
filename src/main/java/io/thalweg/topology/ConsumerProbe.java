package io.thalweg.topology;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Probes with a consumer of its own, outside any group. Any thread; each call opens and closes one. */
public final class ConsumerProbe implements InputProbe {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Properties clients;
    private final String isolation;

    /**
     * @param clients address and security
     * @param isolation {@code read_committed} or {@code read_uncommitted}: that of the topology's consumer
     */
    public ConsumerProbe(Properties clients, String isolation) {
        this.clients = clients;
        this.isolation = isolation;
    }

    @Override
    public Gap between(TopicPartition input, long from, long to) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(input));
            consumer.seek(input, from);
            while (consumer.position(input) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    return record.offset() < to ? Gap.RECORDS : Gap.EMPTY;
                }
            }
            return Gap.EMPTY;
        } catch (OffsetOutOfRangeException e) {
            return Gap.DELETED;
        }
    }
}
