package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.testing.VwText;
import io.thalweg.verify.Comparison;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGINT, SIGTERM and a second signal come to {@code run} while it learns; what it has committed in the end is what an undisturbed one would have. */
@Timeout(180)
class RunStopIT {
    private static final int EXAMPLES = 10_000;
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<TopicPartition> INPUTS = ReadCommitted.partitions(PARTITIONS, "examples");
    private static final List<TopicPartition> PREDICTIONS = ReadCommitted.partitions(PARTITIONS, "predictions");
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(PARTITIONS, "predictions", "rolling-loss", "snapshots", "dead-letter");

    @TempDir
    private Path directory;

    private String address;

    @Test
    void commitsAtTheFirstSignalAndEndsAtOnceAtTheSecond() throws Exception {
        try (SignalledCommand broker = SignalledCommand.start(
                directory.resolve("broker"),
                "broker",
                "--port",
                "0",
                "--dir",
                directory.resolve("data").toString())) {
            address = broker.awaitOut("broker ready on (\\S+), ").group(1);
            assertThat(Main.run("topics", "--create", "--set", set(), "--set", "topics.partitions=" + PARTITIONS))
                    .isZero();
            try (ReadCommitted reader = ReadCommitted.from(address)) {
                stopsAtSignal(reader);
                takesLastSnapshots(reader);
                endsAtOnceAtTheSecondSignal(broker, reader);
                broker.signal("TERM");
                assertThat(broker.awaitExit()).isEqualTo(143);
            }
        }
    }

    private void stopsAtSignal(ReadCommitted reader) throws Exception {
        String signal = interruptIsIgnoredHere() ? "TERM" : "INT";
        try (SignalledCommand run = run("first", "--json")) {
            produceAndAwaitEachModel("first", reader);
            run.signal(signal);
            assertThat(run.awaitExit()).isEqualTo(signal.equals("INT") ? 130 : 143);
            JsonNode json = run.json();
            assertThat(json.get("committed").asBoolean()).isTrue();
            assertThat(json.get("examples").asLong()).isPositive().isEqualTo(predictions(reader));
            JsonNode model = json.get("models").get(1);
            assertThat(model.get("partition").asInt()).isEqualTo(1);
            assertThat(model.get("meanLoss").asDouble()).isPositive();
            assertThat(model.get("baselineLoss").asDouble()).isPositive();
            assertThat(run.err()).contains("stopping; a second signal").doesNotContain("thalweg: ");
        }
    }

    private void takesLastSnapshots(ReadCommitted reader) throws Exception {
        try (SignalledCommand run = run("second", "--snapshot-at-stop")) {
            produceAndAwaitEachModel("second", reader);
            run.signal("TERM");
            assertThat(run.awaitExit()).isEqualTo(143);
            assertThat(run.out()).containsPattern("stopped +in \\S+ s, and all that was learned is committed; 2 of 2");
            assertThat(run.err())
                    .containsPattern("weights-changelog-1: restoring a model, offsets 0 to \\d+")
                    .containsPattern("weights-changelog-1: restored, [1-9]\\d* records in");
        }
        assertThat(predictions(reader))
                .as("the requests were behind all examples")
                .isEqualTo(2 * EXAMPLES);
        assertThatAllWasLearnedOnce(reader);
    }

    /** A broker that does not answer keeps the first signal waiting. */
    private void endsAtOnceAtTheSecondSignal(SignalledCommand broker, ReadCommitted reader) throws Exception {
        try (SignalledCommand run = run("third")) {
            produceAndAwaitEachModel("third", reader);
            broker.signal("STOP");
            run.signal("TERM");
            run.awaitErr("stopping; a second signal ends at once");
            run.signal("TERM");
            assertThat(run.awaitExit()).isEqualTo(143);
            assertThat(run.out()).isEmpty();
            broker.signal("CONT");
        }
        try (SignalledCommand run = run("fourth")) {
            await().atMost(PATIENCE).until(() -> reader.finished("thalweg", INPUTS, OUTPUTS));
            run.signal("TERM");
            assertThat(run.awaitExit()).isEqualTo(143);
        }
        assertThat(predictions(reader)).isEqualTo(3 * EXAMPLES);
        assertThatAllWasLearnedOnce(reader);
    }

    private void assertThatAllWasLearnedOnce(ReadCommitted reader) {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(set(), "hash.bits=12"), Map.of());
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = reader.records(INPUTS);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> outputs = reader.records(OUTPUTS);
        for (TopicPartition input : INPUTS) {
            PlainRun.over(inputs.get(input), config).outputs().forEach((topic, expected) -> {
                Comparison comparison = Comparison.of(
                        topic, input.partition(), expected, outputs.get(new TopicPartition(topic, input.partition())));
                assertThat(comparison.differences()).isEmpty();
                assertThat(comparison.duplicates()).isZero();
            });
        }
        assertThat(outputs.get(new TopicPartition("snapshots", 1))).isNotEmpty();
    }

    private static boolean interruptIsIgnoredHere() throws Exception {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.replaceFirst("SigIgn:\\s+", ""), 16) & 1 << 1) != 0;
    }

    private SignalledCommand run(String name, String... more) throws Exception {
        Stream<String> arguments = Stream.of(
                "run",
                "--set",
                set(),
                "--set",
                "streams.state.dir=" + directory.resolve("state"),
                "--set",
                "hash.bits=12");
        return SignalledCommand.start(
                directory.resolve(name),
                Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    private String set() {
        return "bootstrap.servers=" + address;
    }

    private void produce(String name) throws Exception {
        Path file = directory.resolve(name + ".vw");
        ClickStream clicks = new ClickStream(name.hashCode(), EXAMPLES);
        VwText text = new VwText();
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < EXAMPLES; i++) {
                clicks.next(text);
                out.write(text.line());
            }
        }
        assertThat(Main.run("produce", file.toString(), "--set", set())).isZero();
    }

    private void produceAndAwaitEachModel(String name, ReadCommitted reader) throws Exception {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> before = reader.records(PREDICTIONS);
        produce(name);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> now = reader.records(PREDICTIONS);
            return PREDICTIONS.stream()
                    .allMatch(each -> now.get(each).size() > before.get(each).size());
        });
    }

    private static long predictions(ReadCommitted reader) {
        return reader.records(PREDICTIONS).values().stream()
                .mapToLong(List::size)
                .sum();
    }
}
