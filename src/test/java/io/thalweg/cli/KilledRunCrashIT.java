package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.generator.ClickStream;
import io.thalweg.testing.VwText;
import io.thalweg.verify.CommittedRecord;
import io.thalweg.verify.ReadCommitted;
import io.thalweg.verify.ThalwegProcess;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code run} is killed with SIGKILL in the middle of its work, on brokers in processes of their own, and started again. What it has committed at
 * the end equals, byte for byte, what an undisturbed run has committed on another broker for the same records.
 */
class KilledRunCrashIT {
    private static final long SEED = 11;
    private static final int EXAMPLES = 40_000;
    private static final int PARTITIONS = 2;
    private static final List<TopicPartition> INPUTS = ReadCommitted.partitions(PARTITIONS, "examples");
    private static final List<TopicPartition> PREDICTIONS = ReadCommitted.partitions(PARTITIONS, "predictions");
    private static final List<TopicPartition> OUTPUTS =
            ReadCommitted.partitions(PARTITIONS, "predictions", "rolling-loss", "snapshots", "dead-letter");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static ThalwegProcess undisturbedBroker;
    private static ReadCommitted undisturbed;

    @BeforeAll
    static void runsUndisturbed() throws Exception {
        undisturbedBroker = broker("undisturbed");
        String address = address(undisturbedBroker);
        undisturbed = ReadCommitted.from(address);
        assertThat(Main.run(
                        "topics", "--create", "--set", "bootstrap.servers=" + address, "--set", "topics.partitions=2"))
                .isZero();
        Path file = directory.resolve("clicks.vw");
        ClickStream clicks = new ClickStream(SEED, EXAMPLES / 2);
        for (int half = 0; half < 2; half++) {
            write(clicks, file);
            assertThat(Main.run("produce", file.toString(), "--set", "bootstrap.servers=" + address))
                    .isZero();
            produceNoExamples(address);
        }
        assertThat(Main.run("snapshot", "request", "--set", "bootstrap.servers=" + address))
                .isZero();
        try (ThalwegProcess run = run("undisturbed-run", address, "streams")) {
            awaitEverything(run, undisturbed);
        }
    }

    @AfterAll
    static void stopsUndisturbedBroker() throws Exception {
        undisturbed.close();
        undisturbedBroker.close();
    }

    @ParameterizedTest
    @CsvSource({"streams, 2", "classic, 1"})
    void killedRunCommitsWhatAnUndisturbedOneDoes(String protocol, int kills) throws Exception {
        try (ThalwegProcess broker = broker(protocol)) {
            String address = address(broker);
            assertThat(Main.run(
                            "topics",
                            "--create",
                            "--set",
                            "bootstrap.servers=" + address,
                            "--set",
                            "topics.partitions=2"))
                    .isZero();
            copyInputs(address);
            try (ReadCommitted disturbed = ReadCommitted.from(address)) {
                Random random = new Random(SEED);
                int share = EXAMPLES * 8 / 10 / kills;
                for (int kill = 0; kill < kills; kill++) {
                    killAt(share * kill + 1 + random.nextInt(share), protocol + kill, address, protocol, disturbed);
                }
                try (ThalwegProcess run = run(protocol + "-last", address, protocol)) {
                    awaitEverything(run, disturbed);
                }
                assertThatSameIsCommitted(disturbed);
            }
        }
    }

    private static void killAt(int predictions, String name, String address, String protocol, ReadCommitted disturbed)
            throws Exception {
        try (ThalwegProcess run = run(name, address, protocol);
                KafkaConsumer<byte[], byte[]> consumer = disturbed.consumer(PREDICTIONS)) {
            int[] seen = {0};
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
                run.mustBeAlive();
                seen[0] += consumer.poll(Duration.ofMillis(20)).count();
                return seen[0] >= predictions;
            });
            run.kill();
        }
        long committed = disturbed.records(PREDICTIONS).values().stream()
                .mapToLong(List::size)
                .sum();
        assertThat(committed).as("killed in the middle").isBetween((long) predictions, EXAMPLES - 1L);
    }

    private static void assertThatSameIsCommitted(ReadCommitted disturbed) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> expected = undisturbed.records(OUTPUTS);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> actual = disturbed.records(OUTPUTS);
        for (TopicPartition output : OUTPUTS) {
            List<CommittedRecord> wanted =
                    expected.get(output).stream().map(CommittedRecord::of).toList();
            List<CommittedRecord> got =
                    actual.get(output).stream().map(CommittedRecord::of).toList();
            assertThat(wanted).as("undisturbed %s", output).isNotEmpty();
            assertThat(got).as("%s", output).hasSameSizeAs(wanted);
            for (int at = 0; at < wanted.size(); at++) {
                assertThat(got.get(at)).as("%s, record %d", output, at).isEqualTo(wanted.get(at));
            }
        }
    }

    private static void awaitEverything(ThalwegProcess run, ReadCommitted reader) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            run.mustBeAlive();
            return reader.finished("thalweg", INPUTS, OUTPUTS);
        });
    }

    private static ThalwegProcess broker(String name) throws Exception {
        return ThalwegProcess.start(
                directory.resolve(name + "-broker.log"),
                List.of(
                        "broker",
                        "--port",
                        "0",
                        "--dir",
                        directory.resolve(name).toString()));
    }

    private static String address(ThalwegProcess broker) {
        Pattern ready = Pattern.compile("broker ready on (\\S+), ");
        Matcher[] found = new Matcher[1];
        await().atMost(PATIENCE).until(() -> {
            broker.mustBeAlive();
            found[0] = ready.matcher(broker.printed());
            return found[0].find();
        });
        return found[0].group(1);
    }

    /** The transaction of a run that was killed ends before the group gives its tasks to the next: predictions are seen as they are committed. */
    private static ThalwegProcess run(String name, String address, String protocol) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        for (String setting : List.of(
                "bootstrap.servers=" + address,
                "snapshot.every=10000",
                "streams.group.protocol=" + protocol,
                "streams.producer.transaction.timeout.ms=5000",
                "streams.state.dir=" + directory.resolve(name + "-state"))) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return ThalwegProcess.start(directory.resolve(name + ".log"), arguments);
    }

    private static void write(ClickStream clicks, Path file) throws Exception {
        VwText text = new VwText();
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < EXAMPLES / 2; i++) {
                clicks.next(text);
                out.write(text.line());
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String address) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void produceNoExamples(String address) {
        try (KafkaProducer<byte[], byte[]> producer = producer(address)) {
            for (TopicPartition input : INPUTS) {
                Stream.of("neither", "nor")
                        .forEach(text -> producer.send(new ProducerRecord<>(
                                input.topic(), input.partition(), "key".getBytes(UTF_8), text.getBytes(UTF_8))));
            }
        }
    }

    /** The same records in the same order, timestamps and headers included. */
    private static void copyInputs(String address) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(address)) {
            undisturbed
                    .records(INPUTS)
                    .forEach((input, records) -> records.forEach(record -> producer.send(new ProducerRecord<>(
                            input.topic(),
                            input.partition(),
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers()))));
        }
    }
}
