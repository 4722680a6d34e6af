package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProducerIT {
    private static final List<TopicPartition> OUTPUTS = ReadCommitted.partitions(2, "out");

    @TempDir
    private Path directory;

    private ConsumerGroupMetadata group;

    @Test
    void commitsNoOutputWithoutTheOffsetOfItsInput() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                GuardedProducer producer = new GuardedProducer(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "guarded"));
                Consumer<byte[], byte[]> consumer = new GuardedClients()
                        .getConsumer(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "group"));
                ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers())) {
            group = consumer.groupMetadata();
            admin.createTopics(List.of(new NewTopic("in", 2, (short) 1), new NewTopic("out", 2, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();

            producer.beginTransaction();
            send(producer, 0, "covered");
            cover(producer, 0);
            producer.commitTransaction();

            producer.beginTransaction();
            send(producer, 0, "aborted with the other");
            send(producer, 1, "not covered");
            cover(producer, 0);
            assertThatThrownBy(producer::commitTransaction)
                    .isInstanceOf(ProducerFencedException.class)
                    .hasMessage("outputs of partitions {1} would be committed without their inputs");
            producer.abortTransaction();

            producer.beginTransaction();
            send(producer, 1, "not covered, by what an earlier transaction covered");
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(ProducerFencedException.class);
            producer.abortTransaction();

            producer.beginTransaction();
            send(producer, 1, "covered now");
            cover(producer, 1);
            producer.commitTransaction();

            assertThat(values(reader, 0)).containsExactly("covered");
            assertThat(values(reader, 1)).containsExactly("covered now");
        }
    }

    private static void send(GuardedProducer producer, int partition, String value) {
        producer.send(new ProducerRecord<>("out", partition, null, value.getBytes()), null);
    }

    private void cover(GuardedProducer producer, int partition) {
        producer.sendOffsetsToTransaction(Map.of(new TopicPartition("in", partition), new OffsetAndMetadata(1)), group);
    }

    private static List<String> values(ReadCommitted reader, int partition) {
        return reader.records(OUTPUTS).get(OUTPUTS.get(partition)).stream()
                .map(record -> new String(record.value()))
                .toList();
    }
}
