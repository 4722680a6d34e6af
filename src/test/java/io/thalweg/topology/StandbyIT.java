package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.store.LearnerStores;
import io.thalweg.testing.Learners;
import io.thalweg.verify.Comparison;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import io.thalweg.verify.StateComparison;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share two partitions, each with a standby of the other's model. They stop and come back by turns: the standbys of the one that stays become
 * active, and when the other is back, one of its active tasks becomes a standby. After each step both models, wherever they are, are what a plain loop
 * makes of the input. {@code -Dthalweg.standby.rounds=N} does that N times instead of once.
 */
class StandbyIT {
    private static final int ROUNDS = Integer.getInteger("thalweg.standby.rounds", 1);
    private static final int MORE_ROUNDS = 8;
    private static final int PARTITIONS = 2;
    private static final int EXAMPLES = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CHANGELOG = "thalweg-" + LearnerStores.WEIGHTS + "-changelog";
    private static final List<TopicPartition> INPUTS = ReadCommitted.partitions(PARTITIONS, "examples");
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(PARTITIONS, "predictions", "rolling-loss", "snapshots", "dead-letter");

    @TempDir
    private Path directory;

    private final ClickStream clicks = new ClickStream(5, EXAMPLES);
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private EmbeddedBroker broker;
    private ReadCommitted reader;
    private long made;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        reader = ReadCommitted.from(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        reader.close();
        broker.close();
    }

    /** The brokers of this protocol take a standby away before they give the active task, so that no store is carried over. */
    @Test
    void modelsStayExactWhereBrokersAssignTheTasks() throws Exception {
        ThalwegConfig config = config("streams.group.protocol=streams");
        try (Admin admin = Admin.create(config.clients())) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, config.applicationId());
            AlterConfigOp standbys =
                    new AlterConfigOp(new ConfigEntry("streams.num.standby.replicas", "1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(group, List.of(standbys)))
                    .all()
                    .get();
        }
        changePlaces(config, false);
    }

    /** A standby that is promoted keeps its store, and so does an active task that becomes a standby, if its group changes in one step. */
    @Test
    void modelsStayExactWhereStoresAreCarriedOver() throws Exception {
        changePlaces(
                config(
                        "streams.group.protocol=classic",
                        "streams.num.standby.replicas=1",
                        "streams.consumer.heartbeat.interval.ms=300"),
                true);
    }

    private void changePlaces(ThalwegConfig config, boolean carriedOver) throws Exception {
        try (Admin admin = Admin.create(config.clients())) {
            admin.createTopics(new TopicPlan(config).missing(Map.of())).all().get();
        }
        try (RecyclingStreams one = new RecyclingStreams(config, directory.resolve("one"));
                RecyclingStreams other = new RecyclingStreams(config, directory.resolve("other"));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            one.start();
            other.start();
            int round = 0;
            boolean demoted = false;
            while (round < ROUNDS || carriedOver && !demoted && round < ROUNDS + MORE_ROUNDS) {
                RecyclingStreams stays = round % 2 == 0 ? one : other;
                changePlaces(config, producer, stays, round % 2 == 0 ? other : one);
                round++;
                demoted |= stays.demotions() > 0;
            }
            if (carriedOver) {
                assertThat(one.promotions() + other.promotions())
                        .as("active tasks with a standby's store")
                        .isEqualTo(round);
                assertThat(demoted)
                        .as("a standby with an active task's store, in %d rounds", round)
                        .isTrue();
            }
            assertThatOutputsAreExact(config);
        }
    }

    private void changePlaces(
            ThalwegConfig config,
            KafkaProducer<byte[], byte[]> producer,
            RecyclingStreams stays,
            RecyclingStreams leaves)
            throws Exception {
        await().atMost(PATIENCE).until(() -> stays.has(1, 1) && leaves.has(1, 1));
        produce(producer);
        await().atMost(PATIENCE).until(this::allIsLearned);
        produce(producer);
        leaves.stop();
        requestSnapshots(producer);
        await().atMost(PATIENCE).until(() -> stays.has(2, 0) && allIsLearned());
        assertThatModelsAreExact(config, stays);
        leaves.start();
        await().atMost(PATIENCE).until(() -> stays.has(1, 1) && leaves.has(1, 1));
        produce(producer);
        requestSnapshots(producer);
        await().atMost(PATIENCE).until(this::allIsLearned);
        assertThatModelsAreExact(config, stays, leaves);
    }

    private boolean allIsLearned() throws Exception {
        return reader.finished("thalweg", INPUTS, OUTPUTS);
    }

    /** Those of active tasks at once, those of standbys as soon as they have read the changelog to its end; and what a new task would restore. */
    private void assertThatModelsAreExact(ThalwegConfig config, RecyclingStreams... instances) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = reader.records(INPUTS);
        for (TopicPartition input : INPUTS) {
            LearnerState expected = PlainRun.over(inputs.get(input), config).state();
            for (RecyclingStreams instance : instances) {
                instance.activeModel(input.partition())
                        .ifPresent(model -> assertThat(model).isEqualTo(Learners.blocks(expected)));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> instance.standbyModel(input.partition())
                                .ifPresent(
                                        model -> assertThat(model).isEqualTo(RecyclingStreams.withoutMeta(expected))));
            }
            StateComparison restored =
                    StateComparison.of(CHANGELOG, input.partition(), expected, restored(config, input.partition()));
            assertThat(restored.differences()).isEmpty();
        }
    }

    private LearnerState restored(ThalwegConfig config, int partition) {
        LearnerState state = new LearnerState(new OnlineLearner(config.learner()));
        TopicPartition changelog = new TopicPartition(CHANGELOG, partition);
        reader.records(List.of(changelog))
                .get(changelog)
                .forEach(record -> state.restore(ByteBuffer.wrap(record.key()).getInt(), record.value()));
        assertThat(state.resume()).isTrue();
        return state;
    }

    private void assertThatOutputsAreExact(ThalwegConfig config) {
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

    private static void requestSnapshots(KafkaProducer<byte[], byte[]> producer) {
        INPUTS.forEach(input -> producer.send(SnapshotRequest.to(input.topic(), input.partition())));
        producer.flush();
    }

    private ThalwegConfig config(String... group) {
        List<String> settings = new ArrayList<>(List.of(group));
        settings.addAll(List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "topics.partitions=" + PARTITIONS,
                "hash.bits=14",
                "snapshot.every=2000"));
        return ThalwegConfig.read(null, settings, Map.of());
    }
}
