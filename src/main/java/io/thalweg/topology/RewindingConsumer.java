package io.thalweg.topology;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The main consumer of a thread of Kafka Streams with {@code group.protocol=classic}: goes back to the records that the {@link SchemaGate} has held, as soon as
 * they may go on. The task does not notice. Kafka Streams' thread only.
 */
final class RewindingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final SchemaGate gate;

    RewindingConsumer(Map<String, Object> config, SchemaGate gate) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.gate = gate;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (gate.holds()) {
            gate.letGo(assignment()).forEach(this::seek);
        }
        return super.poll(timeout);
    }
}
