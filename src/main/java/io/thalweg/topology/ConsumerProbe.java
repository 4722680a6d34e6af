package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.InputPositions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** Probes with a consumer of its own, outside any group. Any thread; each call opens and closes one. */
public final class ConsumerProbe implements InputProbe {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String EARLIEST = "earliest";

    private final Properties clients;
    private final String group;
    private final String reset;

    public ConsumerProbe(ThalwegConfig config) {
        clients = config.clients();
        group = config.applicationId();
        reset = String.valueOf(new StreamsConfig(config.streams())
                .getMainConsumerConfigs(group, "", 0)
                .get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    }

    @Override
    public Gap between(TopicPartition input, long from, long to) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(input));
            consumer.seek(input, from == InputPositions.UNKNOWN ? beginning(input, consumer, to) : from);
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

    /** Where Kafka Streams has to begin; {@code anywhere} if it may begin anywhere. */
    private long beginning(TopicPartition input, KafkaConsumer<byte[], byte[]> consumer, long anywhere) {
        OffsetAndMetadata committed = committed(input);
        if (committed != null) {
            return committed.offset();
        }
        return reset.equals(EARLIEST)
                ? consumer.beginningOffsets(List.of(input)).get(input)
                : anywhere;
    }

    private OffsetAndMetadata committed(TopicPartition input) {
        try (Admin admin = Admin.create(clients)) {
            return admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(input);
        } catch (ExecutionException e) {
            throw new KafkaException("the offsets of group " + group + " cannot be read", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
