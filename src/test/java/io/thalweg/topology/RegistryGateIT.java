package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.registry.EmbeddedRegistry;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.PublishedSchema;
import io.thalweg.verify.Comparison;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real broker, and a registry that goes away while records come whose schema nobody has asked for yet. */
class RegistryGateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicPartition HELD = new TopicPartition("examples", 0);
    private static final TopicPartition FREE = new TopicPartition("examples", 1);
    private static final List<TopicPartition> INPUTS = List.of(HELD, FREE);
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(2, "predictions", "rolling-loss", "snapshots", "dead-letter");

    @TempDir
    private Path directory;

    private final ClickStream clicks = new ClickStream(5, 10_000);
    private final AtomicInteger failures = new AtomicInteger();
    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private RestRegistry client;
    private ReadCommitted reader;
    private KafkaProducer<byte[], byte[]> producer;
    private int known;
    private int unknown;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        reader = ReadCommitted.from(broker.bootstrapServers());
        registry = EmbeddedRegistry.start(0);
        client = new RestRegistry(RegistrySettings.of(registry.url()));
        Schema schema = PublishedSchema.EXAMPLE.schema();
        known = client.register("examples-value", schema);
        Schema other = Schema.createRecord("Click", null, "test", false);
        other.setFields(schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        unknown = client.register("clicks-value", other);
        assertThat(unknown).isNotEqualTo(known);
        producer =
                new KafkaProducer<>(config("streams").clients(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        client.close();
        registry.close();
        reader.close();
        broker.close();
    }

    private ThalwegConfig config(String protocol) {
        return ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "streams.group.protocol=" + protocol,
                        "streams.state.dir=" + directory.resolve("state"),
                        "topics.partitions=2",
                        "hash.bits=10",
                        "rolling.loss.every=50",
                        "snapshot.every=200",
                        "registry.url=" + registry.url(),
                        "examples.format=confluent",
                        "outputs.format=confluent"),
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams", "classic"})
    void whatIsNotKnownWaitsAndNothingElseDoes(String protocol) throws Exception {
        ThalwegConfig config = config(protocol);
        try (Admin admin = Admin.create(config.clients())) {
            admin.createTopics(new TopicPlan(config).missing(Map.of())).all().get();
        }
        try (WireFormats formats = WireFormats.of(config, client, SubjectNaming.TOPIC);
                KafkaStreams streams = streams(config, formats)) {
            streams.start();
            produce(HELD, known, 300);
            produce(FREE, known, 300);
            await().atMost(PATIENCE).until(this::allIsLearned);

            registry.unavailable(true);
            produce(HELD, known, 100);
            produce(HELD, unknown, 100);
            produce(HELD, known, 100);
            produce(FREE, known, 100);
            await().atMost(PATIENCE).until(() -> committed(HELD) == 400 && committed(FREE) == 400);

            produce(HELD, unknown, 50);
            produce(FREE, known, 100);
            await().atMost(PATIENCE).until(() -> committed(FREE) == 500);
            assertThat(committed(HELD)).isEqualTo(400);
            assertThat(predictions()).containsEntry(HELD.partition(), 400).containsEntry(FREE.partition(), 500);

            registry.unavailable(false);
            await().atMost(PATIENCE).until(this::allIsLearned);
            assertThatOutputsAreExact(config, formats);
            assertThat(failures).as("threads that have ended").hasValue(0);
            produce(HELD, unknown, 50);
            await().atMost(PATIENCE).until(this::allIsLearned);
        }
    }

    /** Nothing has been committed yet that there would be a way back to. */
    @ParameterizedTest
    @ValueSource(strings = {"streams", "classic"})
    void waitsFromTheFirstRecordOnAndOverARestart(String protocol) throws Exception {
        ThalwegConfig config = config(protocol);
        try (Admin admin = Admin.create(config.clients())) {
            admin.createTopics(new TopicPlan(config).missing(Map.of())).all().get();
        }
        try (WireFormats formats = WireFormats.of(config, client, SubjectNaming.TOPIC)) {
            SchemaGate gate = formats.gate().orElseThrow();
            registry.unavailable(true);
            produce(HELD, unknown, 100);
            produce(FREE, known, 100);
            try (KafkaStreams streams = streams(config, formats)) {
                streams.start();
                await().atMost(PATIENCE).until(gate::holds);
            }
            assertThat(gate.holds()).as("after its tasks have been closed").isFalse();
            produce(HELD, known, 100);
            try (KafkaStreams streams = streams(config, formats)) {
                streams.start();
                await().atMost(PATIENCE).until(gate::holds);
                registry.unavailable(false);
                await().atMost(PATIENCE).until(this::allIsLearned);
            }
            assertThatOutputsAreExact(config, formats);
            assertThat(failures).as("threads that have ended").hasValue(0);
        }
    }

    private KafkaStreams streams(ThalwegConfig config, WireFormats formats) {
        KafkaStreams streams = new KafkaStreams(
                ThalwegTopology.build(config, WarmStartSource.NONE, new ConsumerProbe(config), formats),
                ThalwegTopology.properties(config, new UncommittedOutputs(), formats));
        streams.setUncaughtExceptionHandler(e -> {
            failures.incrementAndGet();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }

    private void produce(TopicPartition input, int id, int count) {
        LabeledExampleEncoder encoder =
                new LabeledExampleEncoder(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, id)));
        for (int i = 0; i < count; i++) {
            clicks.next(encoder);
            producer.send(new ProducerRecord<>(
                    input.topic(), input.partition(), 1_000_000L, encoder.id().getBytes(UTF_8), encoder.encode()));
        }
        producer.flush();
    }

    private boolean allIsLearned() throws Exception {
        return reader.finished("thalweg", INPUTS, OUTPUTS);
    }

    private long committed(TopicPartition input) throws Exception {
        try (Admin admin = Admin.create(config("streams").clients())) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("thalweg")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(input);
            return offset == null ? -1 : offset.offset();
        }
    }

    private Map<Integer, Integer> predictions() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> predictions =
                reader.records(ReadCommitted.partitions(2, "predictions"));
        return Map.of(
                0, predictions.get(new TopicPartition("predictions", 0)).size(),
                1, predictions.get(new TopicPartition("predictions", 1)).size());
    }

    private void assertThatOutputsAreExact(ThalwegConfig config, WireFormats formats) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = reader.records(INPUTS);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> outputs = reader.records(OUTPUTS);
        for (TopicPartition input : INPUTS) {
            PlainRun plain = PlainRun.over(inputs.get(input), config, formats);
            plain.outputs().forEach((topic, expected) -> {
                Comparison comparison = Comparison.of(
                        topic, input.partition(), expected, outputs.get(new TopicPartition(topic, input.partition())));
                assertThat(comparison.differences()).isEmpty();
                assertThat(comparison.duplicates()).isZero();
            });
            assertThat(outputs.get(new TopicPartition("dead-letter", input.partition())))
                    .isEmpty();
        }
    }
}
