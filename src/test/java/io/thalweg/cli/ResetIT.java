package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.topology.SnapshotRequest;
import io.thalweg.topology.SnapshotTopic;
import io.thalweg.topology.WireFormats;
import io.thalweg.verify.CommittedRecord;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code reset} makes an application forget, and that it learns the same again. */
class ResetIT {
    private static final int EXAMPLES = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static ReadCommitted reader;

    private final ClickStream clicks = new ClickStream(3, EXAMPLES);
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private long made;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        reader = ReadCommitted.from(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        reader.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams", "classic"})
    void whatWasResetIsLearnedAgainToTheSameBytes(String protocol) throws Exception {
        Path snapshots = Files.createDirectory(directory.resolve(protocol));
        Files.createFile(snapshots.resolve("another-0-1.avro"));
        String[] settings = settings(protocol, 2, "streams.group.protocol=" + protocol, "snapshot.dir=" + snapshots);
        ThalwegConfig config = config(settings);
        assertThat(thalweg("topics --create", settings).exitCode()).isZero();
        produce(config, EXAMPLES);
        requestSnapshots(config);
        try (StopSignal stop = new StopSignal();
                LearnerStreams streams = new LearnerStreams(config, WireFormats.alone(config), stop)) {
            awaitAll(config, streams);
            Outcome refused = thalweg("reset --all", settings);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("application " + protocol + " is running: " + protocol + "-", "127.0.0.1");
            assertThat(thalweg("reset --offsets earliest", settings).err())
                    .as("before anything else that is wrong")
                    .contains(" is running: ");
        }
        Map<TopicPartition, List<CommittedRecord>> first = outputs(config);

        assertRefused("--offsets without --internal-topics", "reset --offsets earliest", settings);
        assertRefused("--internal-topics without --offsets", "reset --internal-topics", settings);
        JsonNode dry = thalweg("reset --all --dry-run --json", settings).json();
        assertThat(dry.get("offsets")).hasSize(2);
        assertThat(dry.get("internalTopics")).hasSize(1);
        assertThat(dry.get("snapshots")).hasSize(3);
        assertThat(thalweg("reset --all --dry-run --json", settings).json()).isEqualTo(dry);
        assertThat(files(snapshots)).hasSize(3);

        Outcome reset = thalweg("reset --all --json", settings);
        assertThat(reset.exitCode()).as(reset.err()).isZero();
        JsonNode done = reset.json();
        assertThat(done.get("offsets")).isEqualTo(dry.get("offsets"));
        assertThat(done.get("snapshots")).isEqualTo(dry.get("snapshots"));
        assertThat(files(snapshots)).containsExactly("another-0-1.avro");
        assertThat(new SnapshotTopic(config.clients(), config.topics().snapshots()).newest(1))
                .isEmpty();
        assertThat(thalweg("reset --all", settings).out())
                .startsWith("nothing to do")
                .contains("next start           from nothing");
        String[] latest = Stream.concat(Stream.of(settings), Stream.of("warm.start=latest"))
                .toArray(String[]::new);
        assertThat(thalweg("reset --all", latest).out())
                .containsPattern("next start +from the newest snapshot of any application .* or from nothing if");

        learn(config);
        outputs(config).forEach((output, records) -> {
            List<CommittedRecord> again = records.stream()
                    .skip(first.get(output).size())
                    .filter(record -> record.value() != null)
                    .toList();
            assertThat(again).as("%s", output).isEqualTo(first.get(output));
        });
        assertThat(first.get(new TopicPartition(config.topics().snapshots(), 1)))
                .isNotEmpty();
    }

    @Test
    void aSpoiledModelIsLeftForAnOldSnapshotAndNewExamples() throws Exception {
        Path good = directory.resolve("good.avro");
        String[] settings = settings("spoiled", 1);
        ThalwegConfig config = config(settings);
        TopicPartition input = new TopicPartition(config.topics().examples(), 0);
        assertThat(thalweg("topics --create", settings).exitCode()).isZero();
        produce(config, EXAMPLES);
        requestSnapshots(config);
        learn(config);
        assertThat(thalweg("snapshot save " + good, settings).exitCode()).isZero();
        List<ConsumerRecord<byte[], byte[]>> learned = new ArrayList<>(records(input));
        produce(config, EXAMPLES / 2);
        learn(config);
        long spoiled = records(input).get(records(input).size() - 1).offset();

        assertThat(thalweg("reset --offsets current --internal-topics", settings)
                        .exitCode())
                .isZero();
        produce(config, EXAMPLES / 2);
        learn(config(Stream.concat(Stream.of(settings), Stream.of("warm.start=" + good, "warm.start.offsets=ignore"))
                .toArray(String[]::new)));

        records(input).stream().filter(record -> record.offset() > spoiled).forEach(learned::add);
        List<CommittedRecord> expected =
                PlainRun.over(learned, config).outputs().get(config.topics().predictions());
        List<CommittedRecord> served =
                committed(new TopicPartition(config.topics().predictions(), 0));
        assertThat(served).hasSize(2 * EXAMPLES);
        assertThat(served.subList(EXAMPLES * 3 / 2, 2 * EXAMPLES))
                .isEqualTo(expected.subList(EXAMPLES, EXAMPLES * 3 / 2));
    }

    @Test
    void theSnapshotOfTheNextStartIsNotDeleted() throws Exception {
        Path snapshots = Files.createDirectory(directory.resolve("kept"));
        Path file = Files.createFile(snapshots.resolve("kept-0-7.avro"));
        String[] settings = settings("kept", 1, "snapshot.dir=" + snapshots, "warm.start=" + file);
        assertThat(thalweg("topics --create", settings).exitCode()).isZero();
        assertRefused("would be deleted: copy it to another place", "reset --all", settings);
        String[] within = settings("kept", 1, "snapshot.dir=" + directory.resolve("state/kept/snapshots"));
        assertRefused("lies in the local state", "reset --local-state", within);
        assertThat(file).exists();
    }

    private static void assertRefused(String words, String command, String... settings) {
        Outcome outcome = thalweg(command, settings);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("thalweg: ").contains(words).hasLineCount(1);
    }

    /** An application with topics of its own. */
    private static String[] settings(String application, int partitions, String... more) {
        Stream<String> topics = Stream.of("examples", "predictions", "rolling.loss", "snapshots", "dead.letter")
                .map(topic -> topic + ".topic=" + application + "-" + topic.replace('.', '-'));
        Stream<String> fixed = Stream.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "application.id=" + application,
                "topics.partitions=" + partitions,
                "rolling.loss.every=100",
                "hash.bits=10",
                "streams.state.dir=" + directory.resolve("state"));
        return Stream.of(fixed, topics, Stream.of(more)).flatMap(each -> each).toArray(String[]::new);
    }

    private static ThalwegConfig config(String... settings) {
        return ThalwegConfig.read(null, List.of(settings), Map.of());
    }

    private static Outcome thalweg(String command, String... settings) {
        Stream<String> sets = Stream.of(settings).flatMap(setting -> Stream.of("--set", setting));
        return Terminal.run(Stream.concat(Stream.of(command.split(" ")), sets).toArray(String[]::new));
    }

    private void produce(ThalwegConfig config, int examples) {
        try (KafkaProducer<byte[], byte[]> producer = producer(config)) {
            for (int i = 0; i < examples; i++) {
                clicks.next(encoder);
                producer.send(new ProducerRecord<>(
                        config.topics().examples(),
                        (int) (made % config.topicPartitions()),
                        1_000_000L + made++,
                        null,
                        encoder.encode()));
            }
        }
    }

    private static void requestSnapshots(ThalwegConfig config) {
        try (KafkaProducer<byte[], byte[]> producer = producer(config)) {
            inputs(config).forEach(input -> producer.send(SnapshotRequest.to(input.topic(), input.partition())));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(ThalwegConfig config) {
        return new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void learn(ThalwegConfig config) {
        try (StopSignal stop = new StopSignal();
                LearnerStreams streams = new LearnerStreams(config, WireFormats.alone(config), stop)) {
            awaitAll(config, streams);
        }
    }

    private static void awaitAll(ThalwegConfig config, LearnerStreams streams) {
        await().atMost(PATIENCE).until(() -> {
            streams.throwIfFailed();
            return reader.finished(config.applicationId(), inputs(config), outputPartitions(config));
        });
    }

    private static List<TopicPartition> inputs(ThalwegConfig config) {
        return ReadCommitted.partitions(
                config.topicPartitions(), config.topics().examples());
    }

    private static List<TopicPartition> outputPartitions(ThalwegConfig config) {
        return ReadCommitted.partitions(
                config.topicPartitions(),
                config.topics().predictions(),
                config.topics().rollingLoss(),
                config.topics().snapshots());
    }

    private static Map<TopicPartition, List<CommittedRecord>> outputs(ThalwegConfig config) {
        Map<TopicPartition, List<CommittedRecord>> outputs = new HashMap<>();
        outputPartitions(config).forEach(output -> outputs.put(output, committed(output)));
        return outputs;
    }

    private static List<CommittedRecord> committed(TopicPartition output) {
        return records(output).stream().map(CommittedRecord::of).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return reader.records(List.of(partition)).get(partition);
    }

    private static List<String> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
