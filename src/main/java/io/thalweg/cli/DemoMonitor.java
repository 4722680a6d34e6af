package io.thalweg.cli;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.PredictionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches the output topics from outside, as any consumer could, and counts committed records only: what it shows is what was served. One thread;
 * the counts may be read when {@link #follow} has returned, or from within its condition.
 */
final class DemoMonitor implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long SETTLE_NANOS = 10_000_000_000L;

    private final Properties clients;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicNames topics;
    private final Optional<String> outcomesTopic;
    private final ServedOutcomes outcomes = new ServedOutcomes(this::show);
    private final List<TopicPartition> sources = new ArrayList<>();
    private final ProgressTable table;
    private final ServedPredictions losses;
    private long predictions;
    private long deadLetters;
    private long snapshots;
    private long features;
    private long firstNanos;
    private long lastNanos;

    DemoMonitor(ThalwegConfig config, int partitions, ProgressTable table) {
        clients = config.clients();
        topics = config.topics();
        outcomesTopic = config.labels().flatMap(LabelSettings::outcomesTopic);
        List<String> watched = new ArrayList<>(List.of(topics.predictions(), topics.deadLetter(), topics.snapshots()));
        outcomesTopic.ifPresent(watched::add);
        for (String topic : watched) {
            for (int partition = 0; partition < partitions; partition++) {
                sources.add(new TopicPartition(topic, partition));
            }
        }
        this.table = table;
        losses = new ServedPredictions(config.learner(), partitions, config.predictionsTop());
        consumer = consumer("read_committed");
        consumer.assign(sources);
        consumer.seekToBeginning(sources);
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads until the condition holds; it is asked after every batch. */
    void follow(BooleanSupplier done) throws IOException {
        while (!done.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                count(record);
            }
        }
    }

    /** Reads what has been written so far, committed or about to be: a snapshot may show a moment after the predictions of its transaction. */
    void settle() throws IOException {
        Map<TopicPartition, Long> ends;
        try (KafkaConsumer<byte[], byte[]> uncommitted = consumer("read_uncommitted")) {
            ends = uncommitted.endOffsets(sources);
        }
        long deadline = System.nanoTime() + SETTLE_NANOS;
        follow(() -> System.nanoTime() > deadline
                || sources.stream().allMatch(source -> consumer.position(source) >= ends.get(source)));
    }

    private void count(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.topic().equals(topics.predictions())) {
            count(PredictionRecord.read(record.value()));
        } else if (record.topic().equals(outcomesTopic.orElse(null))) {
            outcomes.settled(LabelOutcomeRecord.read(record.value()));
        } else if (record.topic().equals(topics.deadLetter())) {
            deadLetters++;
        } else if (new String(record.key(), StandardCharsets.UTF_8).endsWith("/0")) {
            snapshots++;
        }
    }

    private void count(PredictionRecord prediction) {
        lastNanos = System.nanoTime();
        if (predictions++ == 0) {
            firstNanos = lastNanos;
        }
        features += prediction.features();
        if (outcomesTopic.isPresent()) {
            outcomes.predicted(prediction);
        } else {
            show(prediction);
        }
    }

    private void show(PredictionRecord prediction) {
        losses.record(prediction);
        table.add(
                prediction.loss().orElse(Double.NaN),
                () -> losses.label(prediction),
                () -> losses.prediction(prediction),
                prediction.features(),
                losses::rollingLoss);
    }

    /** Examples that have come out, one way or the other. */
    long seen() {
        return predictions + deadLetters;
    }

    long predictions() {
        return predictions;
    }

    /** What has become of the examples and labels, if labels come on their own. */
    ServedOutcomes outcomes() {
        return outcomes;
    }

    long deadLetters() {
        return deadLetters;
    }

    long snapshots() {
        return snapshots;
    }

    long features() {
        return features;
    }

    /** What the classes are called, if there are many. */
    List<String> classes() {
        return losses.classes();
    }

    RollingLoss losses() {
        return losses.rollingLoss();
    }

    /** From the first prediction that was seen to the last. */
    double seconds() {
        return (lastNanos - firstNanos) * 1e-9;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
