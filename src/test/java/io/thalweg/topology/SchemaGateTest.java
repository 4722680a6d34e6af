package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaGateTest {
    private static final TopicPartition ONE = new TopicPartition("examples", 1);
    private static final TopicPartition TWO = new TopicPartition("examples", 2);
    private static final TopicPartition OTHER = new TopicPartition("other", 1);
    private static final Schema SCHEMA = Schema.create(Schema.Type.INT);

    private final AskedRegistry registry =
            new AskedRegistry().with(1, SCHEMA).with(2, SCHEMA).with(3, SCHEMA);
    private final SchemaGate gate =
            new SchemaGate(Set.of("examples"), Set.of("examples"), registry, registry, Duration.ofSeconds(1));

    @BeforeEach
    void oneIsKnownWhenTheRegistryGoes() {
        gate.admit(records(ONE, 0, 1));
        registry.down(true);
    }

    @Test
    void recordsOfKnownSchemasGoThroughUntouched() {
        ConsumerRecords<byte[], byte[]> records = records(ONE, 10, 1, 1, 1);
        assertThat(gate.admit(records)).isSameAs(records);
    }

    @Test
    void fromARecordOfAnUnknownSchemaOnAPartitionIsHeld() {
        ConsumerRecords<byte[], byte[]> admitted = gate.admit(records(ONE, 10, 1, 1, 2, 1));
        assertThat(offsets(admitted, ONE)).containsExactly(10L, 11L);
        assertThat(admitted.nextOffsets().get(ONE).offset()).isEqualTo(12);

        ConsumerRecords<byte[], byte[]> later = gate.admit(records(ONE, 14, 1, 1));
        assertThat(later.isEmpty()).isTrue();
        assertThat(later.nextOffsets().get(ONE).offset()).isEqualTo(12);
    }

    @Test
    void thePositionOfAHeldPartitionDoesNotMoveOverTransactionMarkersEither() {
        gate.admit(records(ONE, 10, 2));
        ConsumerRecords<byte[], byte[]> markers =
                gate.admit(new ConsumerRecords<>(Map.of(), Map.of(ONE, new OffsetAndMetadata(15))));
        assertThat(markers.nextOffsets().get(ONE).offset()).isEqualTo(10);
    }

    @Test
    void otherPartitionsGoOn() {
        gate.admit(records(ONE, 10, 2));
        ConsumerRecords<byte[], byte[]> both = gate.admit(together(records(ONE, 11, 1), records(TWO, 20, 1, 1)));
        assertThat(offsets(both, ONE)).isEmpty();
        assertThat(offsets(both, TWO)).containsExactly(20L, 21L);
        assertThat(both.nextOffsets().get(TWO).offset()).isEqualTo(22);
        assertThat(offsets(gate.admit(records(OTHER, 5, 2)), OTHER))
                .as("a topic that is not gated")
                .containsExactly(5L);
    }

    @Test
    void thePartitionOfTheLabelsWaitsWithThatOfTheExamples() {
        try (SchemaGate both = new SchemaGate(
                Set.of("examples"), Set.of("examples", OTHER.topic()), registry, registry, Duration.ofSeconds(1))) {
            registry.down(false);
            both.admit(records(ONE, 0, 1));
            registry.down(true);
            TopicPartition with = new TopicPartition(OTHER.topic(), ONE.partition());
            TopicPartition without = new TopicPartition(OTHER.topic(), ONE.partition() + 1);
            ConsumerRecords<byte[], byte[]> admitted = both.admit(
                    together(together(records(ONE, 10, 1, 2), records(with, 5, 1, 1)), records(without, 7, 1)));
            assertThat(offsets(admitted, ONE)).containsExactly(10L);
            assertThat(offsets(admitted, with)).isEmpty();
            assertThat(admitted.nextOffsets().get(with).offset()).isEqualTo(5);
            assertThat(offsets(admitted, without)).containsExactly(7L);
        }
    }

    @Test
    void recordsWithoutAnIdGoThrough() {
        ConsumerRecord<byte[], byte[]> tombstone = new ConsumerRecord<>("examples", 1, 10, null, null);
        ConsumerRecord<byte[], byte[]> text =
                new ConsumerRecord<>("examples", 1, 11, null, new byte[] {'{', '}', 1, 2, 3});
        ConsumerRecord<byte[], byte[]> cut = new ConsumerRecord<>("examples", 1, 12, null, new byte[] {0, 0, 0, 2});
        ConsumerRecords<byte[], byte[]> records =
                new ConsumerRecords<>(Map.of(ONE, List.of(tombstone, text, cut)), Map.of());
        assertThat(gate.admit(records)).isSameAs(records);
    }

    @Test
    void anIdThatTheRegistryDoesNotHaveGoesThroughToBeRejected() {
        registry.down(false);
        assertThat(offsets(gate.admit(records(ONE, 10, 99)), ONE)).containsExactly(10L);
    }

    @Test
    void whatTheRegistryHasAnsweredForMayGoOnFromWhereItWasHeld() {
        gate.admit(records(ONE, 10, 1, 2));
        gate.admit(records(TWO, 20, 3));
        assertThat(gate.letGo(Set.of(ONE, TWO))).isEmpty();
        assertThat(gate.mayGoOn(1)).isFalse();

        registry.down(false);
        registry.pass(Duration.ofSeconds(1));
        assertThat(gate.mayGoOn(1)).isTrue();
        assertThat(gate.letGo(Set.of(ONE)))
                .hasSize(1)
                .hasEntrySatisfying(ONE, place -> assertThat(place.offset()).isEqualTo(11));
        assertThat(gate.holds()).as("the partition of another consumer").isTrue();
        ConsumerRecords<byte[], byte[]> again = records(ONE, 11, 2, 1);
        assertThat(offsets(gate.admit(again), ONE)).containsExactly(11L, 12L);
    }

    @Test
    void aTaskThatBeginsAgainIsNotHeldForWhatItsPartitionWasHeldFor() {
        gate.admit(records(ONE, 10, 2));
        gate.forget(1);
        assertThat(gate.holds()).isFalse();
        assertThat(offsets(gate.admit(records(ONE, 5, 1, 1)), ONE)).containsExactly(5L, 6L);
        assertThat(offsets(gate.admit(records(ONE, 7, 1, 2)), ONE)).containsExactly(7L);
        assertThat(gate.holds()).isTrue();
    }

    @Test
    void asksOnceForARunOfRecordsWhileTheRegistryIsDown() {
        int before = registry.asked();
        for (int i = 0; i < 100; i++) {
            gate.admit(records(ONE, 10 + i, 2));
        }
        assertThat(registry.asked() - before).isEqualTo(1);
    }

    /** Records with these schema ids, one after the other, and where to read on. */
    private static ConsumerRecords<byte[], byte[]> records(TopicPartition partition, long from, int... ids) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int id : ids) {
            byte[] value = ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
            records.add(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), from + records.size(), null, value));
        }
        return new ConsumerRecords<>(
                Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(from + ids.length)));
    }

    private static ConsumerRecords<byte[], byte[]> together(
            ConsumerRecords<byte[], byte[]> one, ConsumerRecords<byte[], byte[]> other) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        one.partitions().forEach(partition -> records.put(partition, one.records(partition)));
        other.partitions().forEach(partition -> records.put(partition, other.records(partition)));
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(one.nextOffsets());
        next.putAll(other.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }

    private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition).stream().map(ConsumerRecord::offset).toList();
    }
}
