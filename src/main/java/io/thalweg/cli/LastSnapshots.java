package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.SnapshotRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks for a snapshot of each model that an instance has, before it stops. The requests travel in the examples topic, behind what is there already: a
 * model that does not get so far in time publishes its snapshot after the next start, wherever that is. One thread.
 */
final class LastSnapshots {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int POLL_MS = 20;

    private final ThalwegConfig config;
    private final Map<TopicPartition, Long> requests = new HashMap<>();
    private int models;

    LastSnapshots(ThalwegConfig config) {
        this.config = config;
    }

    /** Sends the requests, and waits until all are committed, 10 s at most in all. Brokers that do not answer are not waited for any longer. */
    void ask(LearnerStreams streams) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<TopicPartition, Long> inputs = streams.inputs();
        models = inputs.size();
        send(inputs, deadline);
        while (System.nanoTime() < deadline && isAwaited(streams)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private void send(Map<TopicPartition, Long> inputs, long deadline) throws InterruptedException {
        Properties properties = config.clients();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            Map<TopicPartition, Future<RecordMetadata>> sent = new HashMap<>();
            for (TopicPartition input : inputs.keySet()) {
                if (System.nanoTime() < deadline) {
                    sent.put(input, producer.send(SnapshotRequest.to(input.topic(), input.partition())));
                }
            }
            for (Map.Entry<TopicPartition, Future<RecordMetadata>> each : sent.entrySet()) {
                long left = Math.max(0, deadline - System.nanoTime());
                requests.put(
                        each.getKey(),
                        each.getValue().get(left, TimeUnit.NANOSECONDS).offset());
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // No answer: what was not asked for is not counted.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** A model that has gone to another instance is waited for there. */
    private boolean isAwaited(LearnerStreams streams) {
        Map<TopicPartition, Long> committed = streams.inputs();
        return !streams.hasFailed()
                && requests.entrySet().stream()
                        .anyMatch(request ->
                                committed.getOrDefault(request.getKey(), Long.MAX_VALUE) <= request.getValue());
    }

    /** How many there should be. */
    int models() {
        return models;
    }

    /** How many could be asked for. */
    int asked() {
        return requests.size();
    }

    /** How many of them are committed, as the group's offsets say; to be called when the instance has stopped. */
    int published() throws InterruptedException {
        Properties properties = config.clients();
        String limit = Long.toString(LOOK.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit);
        Admin admin = Admin.create(properties);
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            config.applicationId(), new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return (int) requests.entrySet().stream()
                    .filter(request -> committed.get(request.getKey()) != null
                            && committed.get(request.getKey()).offset() > request.getValue())
                    .count();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
