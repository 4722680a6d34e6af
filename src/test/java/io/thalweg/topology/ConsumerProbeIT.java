package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.InputPositions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The input partition, offset by offset:
 *
 * <pre>
 *   0 … 4     deleted
 *   5 … 9     records
 *   10        the end of their transaction
 *   11 … 15   records of an aborted transaction
 *   16        its end
 *   17        a record
 *   18        the end of its transaction
 * </pre>
 */
class ConsumerProbeIT {
    private static final TopicPartition INPUT = new TopicPartition("examples", 0);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void writeInput() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        Properties clients = config("any").clients();
        admin = Admin.create(clients);
        admin.createTopics(List.of(new NewTopic(INPUT.topic(), 1, (short) 1)))
                .all()
                .get();
        clients.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer");
        clients.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            send(producer, 10);
            producer.commitTransaction();
            send(producer, 5);
            producer.flush();
            producer.abortTransaction();
            send(producer, 1);
            producer.commitTransaction();
        }
        admin.deleteRecords(Map.of(INPUT, RecordsToDelete.beforeOffset(5)))
                .all()
                .get();
        assertThat(admin.listOffsets(Map.of(INPUT, OffsetSpec.latest()))
                        .partitionResult(INPUT)
                        .get()
                        .offset())
                .isEqualTo(19);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int records) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(INPUT.topic(), new byte[] {(byte) i}));
        }
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    private static ThalwegConfig config(String group, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("bootstrap.servers=" + broker.bootstrapServers());
        all.add("application.id=" + group);
        return ThalwegConfig.read(null, all, Map.of());
    }

    private static InputProbe.Gap between(long from, long to, String... settings) {
        return new ConsumerProbe(config("fresh", settings)).between(INPUT, from, to);
    }

    @Test
    void findsRecords() {
        assertThat(between(6, 7)).isEqualTo(InputProbe.Gap.RECORDS);
        assertThat(between(9, 17)).isEqualTo(InputProbe.Gap.RECORDS);
        assertThat(between(10, 19)).isEqualTo(InputProbe.Gap.RECORDS);
    }

    @Test
    void markersAndAbortedRecordsAreNoRecords() {
        assertThat(between(10, 11)).isEqualTo(InputProbe.Gap.EMPTY);
        assertThat(between(10, 17)).isEqualTo(InputProbe.Gap.EMPTY);
        assertThat(between(18, 19)).isEqualTo(InputProbe.Gap.EMPTY);
    }

    @Test
    void seesThatRecordsHaveBeenDeleted() {
        assertThat(between(2, 7)).isEqualTo(InputProbe.Gap.DELETED);
    }

    @Test
    void withoutCommittedOffsetsReadingBeginsAtTheFirstRecordThatIsLeft() {
        assertThat(between(InputPositions.UNKNOWN, 5)).isEqualTo(InputProbe.Gap.EMPTY);
        assertThat(between(InputPositions.UNKNOWN, 6)).isEqualTo(InputProbe.Gap.RECORDS);
    }

    @Test
    void withoutCommittedOffsetsReadingMayBeginAnywhereIfTheResetPolicySaysSo() {
        assertThat(between(InputPositions.UNKNOWN, 17, "streams.consumer.auto.offset.reset=latest"))
                .isEqualTo(InputProbe.Gap.EMPTY);
    }

    @Test
    void readingBeginsAtTheCommittedOffset() throws Exception {
        admin.alterConsumerGroupOffsets("moved", Map.of(INPUT, new OffsetAndMetadata(8)))
                .all()
                .get();
        ConsumerProbe probe = new ConsumerProbe(config("moved"));
        assertThat(probe.between(INPUT, InputPositions.UNKNOWN, 8)).isEqualTo(InputProbe.Gap.EMPTY);
        assertThat(probe.between(INPUT, InputPositions.UNKNOWN, 9)).isEqualTo(InputProbe.Gap.RECORDS);
    }
}
