package io.thalweg.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What has been committed on a broker. One thread. */
public final class ReadCommitted implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Properties clients = new Properties();
    private final Admin admin;

    /** @param clients address and security */
    public ReadCommitted(Properties clients) {
        this.clients.putAll(clients);
        admin = Admin.create(clients);
    }

    public static ReadCommitted from(String bootstrapServers) {
        Properties clients = new Properties();
        clients.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new ReadCommitted(clients);
    }

    /** Partitions 0 to {@code count} − 1 of the topics. */
    public static List<TopicPartition> partitions(int count, String... topics) {
        return Stream.of(topics)
                .flatMap(topic -> IntStream.range(0, count).mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }

    /** The records of each partition, from the start to the end as it is now. */
    public Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records(Collection<TopicPartition> partitions) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        partitions.forEach(partition -> records.put(partition, new ArrayList<>()));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(partitions)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records.get(new TopicPartition(record.topic(), record.partition()))
                            .add(record);
                }
            }
        }
        return records;
    }

    /** A consumer of the partitions, at their start. */
    public KafkaConsumer<byte[], byte[]> consumer(Collection<TopicPartition> partitions) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Whether the group has committed that it has read all of the inputs, and no transaction is open on the outputs. */
    public boolean finished(String group, Collection<TopicPartition> inputs, Collection<TopicPartition> outputs)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = ends(inputs, IsolationLevel.READ_UNCOMMITTED);
        return inputs.stream()
                        .allMatch(input -> committed.get(input) != null
                                && committed.get(input).offset() == ends.get(input))
                && ends(outputs, IsolationLevel.READ_COMMITTED).equals(ends(outputs, IsolationLevel.READ_UNCOMMITTED));
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}
