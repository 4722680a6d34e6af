package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.join.Settled;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.verify.ReadCommitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a re-run over two topics may do differently, and how to make it not. The label of {@code b} carries an earlier time than the example {@code a}, and arrives
 * after it.
 */
class ArrivalOrderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long START = 1_700_000_000_000L;

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private ReadCommitted reader;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        reader = ReadCommitted.from(broker.bootstrapServers());
        producer =
                new KafkaProducer<>(config("any", 0).clients(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        reader.close();
        broker.close();
    }

    private ThalwegConfig config(String application, long idleMs) throws Exception {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "application.id=" + application,
                        "predictions.topic=" + application + "-predictions",
                        "rolling.loss.topic=" + application + "-losses",
                        "snapshots.topic=" + application + "-snapshots",
                        "dead.letter.topic=" + application + "-letters",
                        "outcomes.topic=" + application + "-outcomes",
                        "outcomes.emit=matched,expired,repeated,orphan,duplicate,correction,late",
                        "labels.topic=labels",
                        "label.wait.ms=100",
                        "label.early.ms=50",
                        "label.memory.ms=100",
                        "hash.bits=8",
                        "streams.max.task.idle.ms=" + idleMs,
                        "streams.state.dir=" + directory.resolve(application)),
                Map.of());
        try (Admin admin = Admin.create(config.clients())) {
            var topics = admin.listTopics().names().get();
            admin.createTopics(new TopicPlan(config)
                            .missing(Map.of()).stream()
                                    .filter(topic -> !topics.contains(topic.name()))
                                    .toList())
                    .all()
                    .get();
        }
        return config;
    }

    @Test
    void withoutWaitingALabelThatArrivesLateIsTakenLate() throws Exception {
        ThalwegConfig live = config("live", 0);
        try (KafkaStreams streams = streams(live)) {
            streams.start();
            send("examples", "b", START);
            send("examples", "a", START + 110);
            await().atMost(PATIENCE).until(() -> records("live-predictions").size() == 2);
            send("labels", "b", START + 50);
            await().atMost(PATIENCE).until(() -> records("live-outcomes").size() == 2);
        }
        assertThat(outcomes("live-outcomes")).containsExactly("EXPIRED b", "LATE b");

        ThalwegConfig again = config("again", 0);
        try (KafkaStreams streams = streams(again)) {
            streams.start();
            await().atMost(PATIENCE).until(() -> records("again-predictions").size() == 2);
        }
        assertThat(outcomes("again-outcomes")).containsExactly("MATCHED b");
    }

    @Test
    void whoWaitsLongEnoughTakesRecordsInTheOrderOfTheirTimesEveryTime() throws Exception {
        ThalwegConfig live = config("live", 60_000);
        try (KafkaStreams streams = streams(live)) {
            streams.start();
            send("examples", "b", START);
            send("examples", "a", START + 110);
            send("labels", "b", START + 50);
            send("labels", "z", START + 120);
            await().atMost(PATIENCE).until(() -> records("live-predictions").size() == 2);
        }
        assertThat(outcomes("live-outcomes")).containsExactly("MATCHED b");

        ThalwegConfig again = config("again", 60_000);
        try (KafkaStreams streams = streams(again)) {
            streams.start();
            await().atMost(PATIENCE).until(() -> records("again-predictions").size() == 2);
        }
        assertThat(values("again-outcomes")).isEqualTo(values("live-outcomes"));
        assertThat(values("again-predictions")).isEqualTo(values("live-predictions"));
    }

    private static KafkaStreams streams(ThalwegConfig config) {
        return new KafkaStreams(
                ThalwegTopology.build(config, WarmStartSource.NONE, new ConsumerProbe(config)),
                ThalwegTopology.properties(config));
    }

    private void send(String topic, String id, long time) throws Exception {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.id(id);
        if (topic.equals("labels")) {
            encoder.label(1);
        } else {
            encoder.indexed(3, 1);
        }
        producer.send(new ProducerRecord<>(topic, 0, time, id.getBytes(UTF_8), encoder.encode()))
                .get();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return reader.records(List.of(partition)).get(partition);
    }

    private List<String> values(String topic) {
        return records(topic).stream()
                .map(record -> record.timestamp() + " " + HexFormat.of().formatHex(record.value()))
                .toList();
    }

    private List<String> outcomes(String topic) throws IOException {
        List<String> outcomes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            Settled settled = LabelOutcomeRecord.read(record.value()).settled();
            outcomes.add(settled.outcome() + " " + settled.id());
        }
        return outcomes;
    }
}
