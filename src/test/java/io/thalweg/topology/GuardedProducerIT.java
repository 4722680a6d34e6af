package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProducerIT {
    private static final List<TopicPartition> OUTPUTS = ReadCommitted.partitions(2, "out");

    @TempDir
    private Path directory;

    private final UncommittedOutputs uncommitted = new UncommittedOutputs();
    private EmbeddedBroker broker;
    private Consumer<byte[], byte[]> consumer;
    private GuardedProducer producer;

    @BeforeEach
    void open() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        try (Admin admin = Admin.create(clients())) {
            admin.createTopics(List.of(new NewTopic("in", 2, (short) 1), new NewTopic("out", 2, (short) 1)))
                    .all()
                    .get();
        }
        consumer = new GuardedClients()
                .getConsumer(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "group"));
        producer = producer();
    }

    @AfterEach
    void close() {
        producer.close();
        consumer.close();
        broker.close();
    }

    @Test
    void commitsOutputsWithTheOffsetsOfTheirInputs() {
        producer.beginTransaction();
        send(0, "one");
        send(1, "two");
        cover(0, 1);
        producer.commitTransaction();

        assertThat(committed()).containsExactly("one", "two");
    }

    @Test
    void commitsNoOutputWithoutTheOffsetOfItsInput() {
        producer.beginTransaction();
        send(1, "covered");
        cover(1);
        producer.commitTransaction();
        producer.beginTransaction();
        send(0, "refused with the other");
        send(1, "not covered by what an earlier transaction covered");
        cover(0);
        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(ProducerFencedException.class)
                .hasMessage("outputs of partitions {1} would be committed without their inputs");
        startAnew();

        assertThat(committed()).containsExactly("covered");
    }

    /** One task's abort takes what another has sent, and that one's offsets must not be committed. */
    @Test
    void commitsNoOffsetWhoseOutputsWereAborted() {
        producer.beginTransaction();
        send(0, "of a task that goes on");
        send(1, "of a task that is given up");
        producer.abortTransaction();
        producer.beginTransaction();
        send(0, "what comes next");
        cover(0);
        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(ProducerFencedException.class)
                .hasMessage("outputs of partitions {0, 1} were aborted");
        assertThat(uncommitted.any()).isFalse();
        startAnew();
        assertThat(uncommitted.any()).isTrue();
        producer.beginTransaction();
        send(0, "again");
        cover(0);
        producer.commitTransaction();

        assertThat(committed()).containsExactly("again");
        assertThat(uncommitted.any()).isFalse();
    }

    @Test
    void anAbortOfNothingIsNone() {
        producer.beginTransaction();
        producer.abortTransaction();
        producer.beginTransaction();
        send(0, "committed");
        cover(0);
        producer.commitTransaction();

        assertThat(committed()).containsExactly("committed");
    }

    /** As Kafka Streams does after it was fenced. */
    private void startAnew() {
        producer.close();
        producer = producer();
    }

    private GuardedProducer producer() {
        Map<String, Object> config = clients();
        config.put("transactional.id", "guarded");
        GuardedProducer guarded = new GuardedProducer(config, uncommitted);
        guarded.initTransactions();
        return guarded;
    }

    private Map<String, Object> clients() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private void send(int partition, String value) {
        producer.send(new ProducerRecord<>("out", partition, null, value.getBytes(UTF_8)), null);
    }

    private void cover(int... partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int partition : partitions) {
            offsets.put(new TopicPartition("in", partition), new OffsetAndMetadata(1));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    }

    /** In the order of the partitions. */
    private List<String> committed() {
        try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers())) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = reader.records(OUTPUTS);
            return OUTPUTS.stream()
                    .flatMap(output -> records.get(output).stream())
                    .map(record -> new String(record.value(), UTF_8))
                    .toList();
        }
    }
}
