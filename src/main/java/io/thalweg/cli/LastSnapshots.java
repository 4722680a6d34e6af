package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.SnapshotRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Asks for a snapshot of each model that an instance has, before it stops. The requests travel in the examples topic, behind what is there already: a
 * model that does not get so far in time publishes its snapshot after the next start, wherever that is. One thread.
 */
final class LastSnapshots {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int POLL_MS = 50;

    private final String group;
    private final Properties clients;
    private final List<TopicPartition> inputs = new ArrayList<>();
    private final Map<TopicPartition, Long> requests = new HashMap<>();
    private String problem;

    private LastSnapshots(ThalwegConfig config, Iterable<TaskId> models) {
        group = config.applicationId();
        clients = config.clients();
        models.forEach(task -> inputs.add(new TopicPartition(config.topics().examples(), task.partition())));
    }

    /** Sends the requests, and waits until all are committed, 10 s at most in all, or until the topology fails. */
    static LastSnapshots ask(ThalwegConfig config, LearnerStreams streams) throws InterruptedException {
        LastSnapshots snapshots = new LastSnapshots(config, streams.models().keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        snapshots.send(deadline);
        Admin admin = snapshots.admin();
        try {
            while (System.nanoTime() < deadline
                    && !streams.hasFailed()
                    && snapshots.published(admin) < snapshots.asked()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } finally {
            admin.close(Duration.ZERO);
        }
        return snapshots;
    }

    private void send(long deadline) throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            Map<TopicPartition, Future<RecordMetadata>> sent = new HashMap<>();
            for (TopicPartition input : inputs) {
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
        } catch (ExecutionException e) {
            problem = e.getCause().getMessage();
        } catch (TimeoutException e) {
            problem = "Kafka did not answer in time";
        } catch (KafkaException e) {
            problem = e.getMessage();
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private Admin admin() {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(LOOK.toMillis()));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(LOOK.toMillis()));
        return Admin.create(properties);
    }

    /** How many models there are. */
    int models() {
        return inputs.size();
    }

    /** How many snapshots could be asked for. */
    int asked() {
        return requests.size();
    }

    /** Why some could not be asked for; null if all could. */
    String problem() {
        return problem;
    }

    /** How many of them are published, as the group's offsets say, which are committed with them. */
    int published() throws InterruptedException {
        Admin admin = admin();
        try {
            return published(admin);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private int published(Admin admin) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return (int) requests.entrySet().stream()
                    .filter(request -> committed.get(request.getKey()) != null
                            && committed.get(request.getKey()).offset() > request.getValue())
                    .count();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
