package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.verify.CommittedRecord;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker and a topic in which nine records of ten are bad. Each is one dead letter, with its reason and coordinates; everything else is, byte for byte, what a
 * plain learner makes of the good records alone; and the worker never stops.
 */
class DamagedRecordsIT {
    /** How many bad records; {@code -Dthalweg.bad.records=N} makes it more. */
    private static final int BAD = Integer.getInteger("thalweg.bad.records", 10_000);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final TopicPartition INPUT = new TopicPartition("examples", 0);
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(1, "predictions", "rolling-loss", "snapshots", "dead-letter");

    @TempDir
    private Path directory;

    private final Map<Long, BadRecords.Bad> bad = new LinkedHashMap<>();

    @Test
    void everyBadRecordIsOneDeadLetterAndTheGoodOnesDoNotNotice() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
            ThalwegConfig config = config(broker);
            try (Admin admin = Admin.create(config.clients())) {
                admin.createTopics(new TopicPlan(config).missing(Map.of()))
                        .all()
                        .get();
            }
            produce(config);
            try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers());
                    KafkaStreams streams = new KafkaStreams(
                            ThalwegTopology.build(config, WarmStartSource.NONE, new ConsumerProbe(config)),
                            ThalwegTopology.properties(config))) {
                streams.start();
                await().atMost(PATIENCE).until(() -> reader.finished("thalweg", List.of(INPUT), OUTPUTS));
                assertThat(streams.state()).isEqualTo(KafkaStreams.State.RUNNING);
            }
            try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers())) {
                compare(reader, config);
            }
        }
    }

    private ThalwegConfig config(EmbeddedBroker broker) {
        return ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "hash.bits=10",
                        "names.keep=0", // rejects count for which names are looked at
                        "examples.max.features=" + BadRecords.MAX_FEATURES,
                        "rolling.loss.every=100",
                        "streams.state.dir=" + directory.resolve("state")),
                Map.of());
    }

    private void produce(ThalwegConfig config) {
        DamagedRecords damaged = new DamagedRecords(9, config.learner());
        ExampleRecords examples = new ExampleRecords(10, config.learner());
        Random random = new Random(11);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long offset = 0; bad.size() < BAD; offset++) {
                if (random.nextInt(10) == 0) {
                    TestRecord<byte[], byte[]> good = examples.mixed(1).get(0);
                    producer.send(new ProducerRecord<>(
                            INPUT.topic(), INPUT.partition(), good.timestamp(), good.key(), good.value()));
                } else {
                    BadRecords.Bad next = damaged.next();
                    bad.put(offset, next);
                    producer.send(
                            new ProducerRecord<>(INPUT.topic(), INPUT.partition(), 1_000_000L, null, next.value()));
                }
            }
            producer.send(SnapshotRequest.to(INPUT.topic(), INPUT.partition()));
        }
    }

    private void compare(ReadCommitted reader, ThalwegConfig config) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> inputs =
                reader.records(List.of(INPUT)).get(INPUT);
        List<ConsumerRecord<byte[], byte[]>> good = inputs.stream()
                .filter(record -> !bad.containsKey(record.offset()))
                .toList();
        assertThat(good).hasSize(inputs.size() - BAD);
        Map<String, List<CommittedRecord>> expected =
                PlainRun.over(good, config).outputs();
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> outputs = reader.records(OUTPUTS);
        areDeadLetters(of(outputs, "dead-letter"));
        assertThat(of(outputs, "predictions").stream().map(CommittedRecord::of))
                .hasSize(good.size() - 1)
                .isEqualTo(expected.get("predictions"));
        List<RollingLossRecord> losses = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : of(outputs, "rolling-loss")) {
            losses.add(withoutRejects(ByteBuffer.wrap(record.value())));
        }
        List<RollingLossRecord> expectedLosses = new ArrayList<>();
        for (CommittedRecord record : expected.get("rolling-loss")) {
            expectedLosses.add(withoutRejects(record.value()));
        }
        assertThat(losses).isNotEmpty().isEqualTo(expectedLosses);
        SnapshotCodec.Newest snapshot = new SnapshotCodec.Newest();
        of(outputs, "snapshots").forEach(record -> snapshot.add(record.value()));
        SnapshotCodec.Newest expectedSnapshot = new SnapshotCodec.Newest();
        expected.get("snapshots").forEach(record -> expectedSnapshot.add(bytes(record.value())));
        assertThat(snapshot.snapshot().orElseThrow().head().rejected()).isEqualTo(BAD);
        assertThat(weights(snapshot.snapshot().orElseThrow()))
                .isEqualTo(weights(expectedSnapshot.snapshot().orElseThrow()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> outputs, String topic) {
        return outputs.get(new TopicPartition(topic, INPUT.partition()));
    }

    private void areDeadLetters(List<ConsumerRecord<byte[], byte[]>> letters) {
        assertThat(letters).hasSize(BAD);
        int at = 0;
        for (Map.Entry<Long, BadRecords.Bad> next : bad.entrySet()) {
            ConsumerRecord<byte[], byte[]> letter = letters.get(at++);
            assertThat(letter.value()).isEqualTo(next.getValue().value());
            assertThat(text(letter, RejectHandler.REASON))
                    .isEqualTo(next.getValue().reason().name());
            assertThat(text(letter, RejectHandler.TOPIC)).isEqualTo(INPUT.topic());
            assertThat(text(letter, RejectHandler.PARTITION)).isEqualTo("0");
            assertThat(text(letter, RejectHandler.OFFSET)).isEqualTo(Long.toString(next.getKey()));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return new String(header.value(), UTF_8);
    }

    private static RollingLossRecord withoutRejects(ByteBuffer value) throws IOException {
        RollingLossRecord read = RollingLossRecord.read(bytes(value));
        return new RollingLossRecord(
                read.topic(), read.partition(), read.offset(), read.examples(), 0, read.classes(), read.figures());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Map<Integer, ByteBuffer> weights(Snapshot snapshot) {
        Map<Integer, ByteBuffer> weights = new LinkedHashMap<>();
        snapshot.blocks()
                .forEach(block ->
                        weights.put(block.key(), ByteBuffer.wrap(block.state().bytes())));
        return weights;
    }
}
