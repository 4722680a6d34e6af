package io.thalweg.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the {@link SchemaGate} into a consumer of Kafka Streams. An interceptor, because with {@code group.protocol=streams} Kafka Streams 4.3 makes its
 * main consumer itself, and asks no client supplier. Kafka's thread.
 */
public final class GateInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    private SchemaGate gate;

    @Override
    public void configure(Map<String, ?> config) {
        gate = (SchemaGate) config.get(SchemaGate.CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return gate.admit(records);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
