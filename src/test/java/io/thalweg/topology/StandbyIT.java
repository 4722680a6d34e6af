package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.verify.Comparison;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share two partitions, each with a standby of the other's model. One stops, and the other goes on where it was. */
class StandbyIT {
    private static final int PARTITIONS = 2;
    private static final int EXAMPLES = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<TopicPartition> INPUTS = ReadCommitted.partitions(PARTITIONS, "examples");
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(PARTITIONS, "predictions", "rolling-loss", "snapshots", "dead-letter");

    @TempDir
    private Path directory;

    private final ClickStream clicks = new ClickStream(5, EXAMPLES);
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private long made;

    @Test
    void standbyTakesOverWithTheExactModel() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
            ThalwegConfig config = config(broker, "stays");
            try (Admin admin = Admin.create(config.clients())) {
                admin.createTopics(new TopicPlan(config).missing(Map.of()))
                        .all()
                        .get();
            }
            try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers());
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            config.clients(), new ByteArraySerializer(), new ByteArraySerializer());
                    KafkaStreams stays = streams(config)) {
                stays.start();
                try (KafkaStreams stops = streams(config(broker, "stops"))) {
                    stops.start();
                    await().atMost(PATIENCE).until(() -> sharesWithStandby(stays) && sharesWithStandby(stops));
                    produce(producer);
                    await().atMost(PATIENCE).until(() -> reader.finished("thalweg", INPUTS, OUTPUTS));
                    produce(producer);
                }
                INPUTS.forEach(input -> producer.send(SnapshotRequest.to(input.topic(), input.partition())));
                producer.flush();
                await().atMost(PATIENCE).until(() -> reader.finished("thalweg", INPUTS, OUTPUTS));
            }
            try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers())) {
                assertThatAllWasLearnedOnce(reader, config);
            }
        }
    }

    private static void assertThatAllWasLearnedOnce(ReadCommitted reader, ThalwegConfig config) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = reader.records(INPUTS);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> outputs = reader.records(OUTPUTS);
        for (TopicPartition input : INPUTS) {
            PlainRun plain = PlainRun.over(inputs.get(input), config);
            plain.outputs().forEach((topic, expected) -> {
                Comparison comparison = Comparison.of(
                        topic, input.partition(), expected, outputs.get(new TopicPartition(topic, input.partition())));
                assertThat(comparison.differences()).isEmpty();
                assertThat(comparison.duplicates()).isZero();
            });
        }
    }

    private static boolean sharesWithStandby(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForLocalThreads().stream()
                        .allMatch(thread -> thread.activeTasks().size() == 1
                                && thread.standbyTasks().size() == 1);
    }

    private void produce(KafkaProducer<byte[], byte[]> producer) {
        for (int i = 0; i < EXAMPLES; i++) {
            clicks.next(encoder);
            producer.send(new ProducerRecord<>(
                    "examples",
                    (int) (made % PARTITIONS),
                    1_000_000L + made++,
                    encoder.id().getBytes(UTF_8),
                    encoder.encode()));
        }
        producer.flush();
    }

    private static KafkaStreams streams(ThalwegConfig config) {
        return new KafkaStreams(
                ThalwegTopology.build(config, WarmStartSource.NONE, new ConsumerProbe(config)),
                ThalwegTopology.properties(config));
    }

    private ThalwegConfig config(EmbeddedBroker broker, String instance) {
        return ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "topics.partitions=" + PARTITIONS,
                        "snapshot.every=2000",
                        "streams.group.protocol=classic",
                        "streams.num.standby.replicas=1",
                        "streams.consumer.session.timeout.ms=6000",
                        "streams.state.dir=" + directory.resolve(instance)),
                Map.of());
    }
}
