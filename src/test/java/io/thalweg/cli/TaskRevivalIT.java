package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.generator.ClickStream;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.testing.Fault;
import io.thalweg.testing.FaultyClients;
import io.thalweg.testing.FaultyProcessors;
import io.thalweg.topology.SnapshotRequest;
import io.thalweg.verify.Comparison;
import io.thalweg.verify.PlainRun;
import io.thalweg.verify.ReadCommitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka Streams declares a task corrupted in the middle of its stream, closes it dirty and revives it with the same store objects. What Kafka 4.3
 * then gets wrong must not show in what is learned:
 *
 * <ul>
 *   <li>it commits the transaction that the task's outputs are in, with whatever the outputs have brought along but without their inputs' offsets:
 *       outputs may come twice, and if the weights are in that transaction too, inputs are given twice;
 *   <li>with the classic protocol it forgets to go back to the committed offsets: inputs are left out, which shows at the next record.
 * </ul>
 */
class TaskRevivalIT {
    private static final long SEED = 31;
    private static final int PARTITIONS = 2;
    private static final int EXAMPLES = 20_000;

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void learnsEachExampleOnceThroughAnyFault() throws Exception {
        learnsEachExampleOnce(
                config("streams"),
                "before admit",
                FaultyClients.OFFSETS,
                "before learn",
                "after learn",
                FaultyClients.COMMIT,
                "after admit",
                FaultyClients.OFFSETS);
    }

    @Test
    void learnsEachExampleOnceThroughAnyFaultOfClassicGroups() throws Exception {
        learnsEachExampleOnce(config("classic"), "before learn", FaultyClients.OFFSETS);
    }

    private void learnsEachExampleOnce(ThalwegConfig config, String... places) throws Exception {
        TopicNames topics = config.topics();
        try (Cluster cluster = Cluster.reach(config)) {
            cluster.create(cluster.missingTopics());
        }
        List<TopicPartition> inputs = ReadCommitted.partitions(PARTITIONS, topics.examples());
        List<TopicPartition> outputs = ReadCommitted.partitions(
                PARTITIONS, topics.predictions(), topics.rollingLoss(), topics.snapshots(), topics.deadLetter());
        List<Fault> faults = faults(places);
        try (ReadCommitted reader = ReadCommitted.from(broker.bootstrapServers());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer());
                StopSignal stop = new StopSignal()) {
            produce(producer, topics.examples(), faults);
            try (LearnerStreams streams = new LearnerStreams(config, stop)) {
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> {
                            streams.throwIfFailed();
                            return reader.finished(config.applicationId(), inputs, outputs) || goesOn(producer, inputs);
                        });
            }
            assertThat(faults).allMatch(Fault::hasStruck);
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> committed = new HashMap<>();
            committed.putAll(reader.records(inputs));
            committed.putAll(reader.records(outputs));
            for (TopicPartition input : inputs) {
                compare(PlainRun.over(committed.get(input), config), input.partition(), committed);
            }
        }
    }

    /** The stream is not at its end: a task that has lost its place notices at the next record. */
    private static boolean goesOn(KafkaProducer<byte[], byte[]> producer, List<TopicPartition> inputs) {
        inputs.forEach(input -> producer.send(SnapshotRequest.to(input.topic(), input.partition())));
        return false;
    }

    /** An output that came twice must have come the same. */
    private static void compare(
            PlainRun plain, int partition, Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> committed) {
        plain.outputs().forEach((topic, expected) -> {
            Comparison comparison =
                    Comparison.of(topic, partition, expected, committed.get(new TopicPartition(topic, partition)));
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.equal()).isEqualTo(expected.size());
        });
    }

    private ThalwegConfig config(String protocol) {
        return ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "topics.partitions=" + PARTITIONS,
                        "hash.bits=14",
                        "commit.interval.ms=20",
                        "snapshot.every=3000",
                        "streams.group.protocol=" + protocol,
                        "streams.consumer.session.timeout.ms=6000",
                        "streams.state.dir=" + directory.resolve("state"),
                        "streams.processor.wrapper.class=" + FaultyProcessors.class.getName(),
                        "streams.default.client.supplier=" + FaultyClients.class.getName()),
                Map.of());
    }

    private List<Fault> faults(String... places) throws Exception {
        Path traces = Files.createDirectory(directory.resolve("traces"));
        return Stream.iterate(0, at -> at < places.length, at -> at + 1)
                .map(at -> new Fault(places[at], traces.resolve(Integer.toString(at))))
                .toList();
    }

    /** Examples with a few bad records among them; the faults evenly spread, and one early, before anything can have been committed. */
    private static void produce(KafkaProducer<byte[], byte[]> producer, String topic, List<Fault> faults) {
        Random random = new Random(SEED);
        ClickStream clicks = new ClickStream(SEED, EXAMPLES / 2);
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        for (int i = 0; i < EXAMPLES; i++) {
            clicks.next(encoder);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic,
                    random.nextInt(PARTITIONS),
                    1_000_000L + i,
                    encoder.id().getBytes(UTF_8),
                    i % 1000 == 999 ? ("not an example " + i).getBytes(UTF_8) : encoder.encode());
            if (i % (EXAMPLES / faults.size()) == 40) {
                faults.get(i / (EXAMPLES / faults.size())).addTo(record.headers());
            }
            producer.send(record);
        }
        producer.flush();
    }
}
