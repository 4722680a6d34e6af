package io.thalweg.topology;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Clients for Kafka Streams, the usual ones but for the {@link GuardedProducer}, and the {@link RewindingConsumer} where there is a gate. Any thread.
 */
public class GuardedClients implements KafkaClientSupplier, Configurable {
    private UncommittedOutputs uncommitted = new UncommittedOutputs();

    @Override
    public void configure(Map<String, ?> config) {
        if (config.get(UncommittedOutputs.CONFIG) instanceof UncommittedOutputs watched) {
            uncommitted = watched;
        }
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new GuardedProducer(config, uncommitted);
    }

    protected UncommittedOutputs uncommitted() {
        return uncommitted;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return config.get(SchemaGate.CONFIG) instanceof SchemaGate gate
                ? new RewindingConsumer(config, gate)
                : consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
