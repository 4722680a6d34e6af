package io.thalweg.verify;

import io.thalweg.topology.SnapshotRequest;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Asks every partition for a snapshot. One thread. */
final class Requests implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<TopicPartition> examples;
    private final Supplier<Long> timestamp;

    /**
     * @param clients address and security
     * @param timestamp of the requests; null for that of the broker
     */
    Requests(Properties clients, List<TopicPartition> examples, Supplier<Long> timestamp) {
        producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
        this.examples = examples;
        this.timestamp = timestamp;
    }

    /** Returns when the broker has the requests. */
    void snapshots() throws InterruptedException {
        try {
            for (TopicPartition input : examples) {
                producer.send(SnapshotRequest.to(input.topic(), input.partition(), timestamp.get()))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new ProcessEndedException("snapshots cannot be asked for: " + e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
