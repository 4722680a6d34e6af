package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.LearnerStores;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.TopicPlan;
import io.thalweg.topology.WarmStartSource;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How long a task takes to restore a model, all of whose weights are in use, and how long a plain consumer with the same settings takes to read the
 * same changelog; in turns, against a broker of its own process.
 */
final class RestoreReport {
    private static final int ROUNDS = 5;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PATIENCE_MINUTES = 3;

    private final String bootstrapServers;
    private final Path directory;
    private final PrintStream out;

    RestoreReport(String bootstrapServers, Path directory, PrintStream out) {
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
        this.out = out;
    }

    void print(String optimizer, int hashBits) throws Exception {
        ThalwegConfig config = config(optimizer, hashBits);
        TopicPartition changelog =
                new TopicPartition(config.applicationId() + "-" + LearnerStores.WEIGHTS + "-changelog", 0);
        try (Admin admin = Admin.create(config.clients())) {
            admin.createTopics(new TopicPlan(config).missing(Map.of())).all().get();
            admin.createTopics(List.of(
                            new NewTopic(changelog.topic(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        long bytes = log(config, changelog.topic());
        Samples restore = new Samples();
        Samples read = new Samples();
        Samples ratio = new Samples();
        for (int round = 0; round <= ROUNDS; round++) {
            double reading = read(config, changelog);
            double restoring = restore(config);
            if (round > 0) {
                read.add(reading);
                restore.add(restoring);
                ratio.add(restoring / reading);
            }
        }
        out.printf(
                "%-8s 2^%d weights, %6.1f MB: restored in %6.2f s (%s), read in %6.2f s (%s), ratio %.2f (%s)%n",
                optimizer,
                hashBits,
                bytes * 1e-6,
                restore.median(),
                restore.spread("%.2f"),
                read.median(),
                read.spread("%.2f"),
                ratio.median(),
                ratio.spread("%.2f"));
    }

    private ThalwegConfig config(String optimizer, int hashBits) {
        String id = "restore-" + optimizer + "-" + hashBits;
        return ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=" + bootstrapServers,
                        "application.id=" + id,
                        "optimizer=" + optimizer,
                        "hash.bits=" + hashBits,
                        "examples.topic=" + id + "-examples",
                        "predictions.topic=" + id + "-predictions",
                        "rolling.loss.topic=" + id + "-rolling-loss",
                        "snapshots.topic=" + id + "-snapshots",
                        "dead.letter.topic=" + id + "-dead-letter",
                        "streams.state.dir=" + directory.resolve(id)),
                Map.of());
    }

    /** Puts a model of any weights into the changelog, as commits do, and says how many bytes that is. */
    private static long log(ThalwegConfig config, String changelog) {
        OnlineLearner learner = new OnlineLearner(config.learner());
        LearnerState state = new LearnerState(learner);
        float[] weights = learner.model().blocks().floats();
        Random random = new Random(1);
        for (int k = 0; k < weights.length; k++) {
            weights[k] = random.nextFloat();
        }
        Arrays.fill(learner.model().blocks().dirty(), true);
        Properties settings = config.clients();
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long[] bytes = {0};
            state.drainDirty(key -> {
                byte[] block = state.block(key);
                bytes[0] += ChangelogReport.RECORD_BYTES + block.length;
                producer.send(new ProducerRecord<>(
                        changelog,
                        0,
                        ByteBuffer.allocate(Integer.BYTES).putInt(key).array(),
                        block));
            });
            return bytes[0];
        }
    }

    /** Seconds, from when the consumer knows where to begin. */
    private static double read(ThalwegConfig config, TopicPartition changelog) {
        Map<String, Object> settings = new StreamsConfig(config.streams()).getRestoreConsumerConfigs("reader");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(changelog));
            consumer.seekToBeginning(List.of(changelog));
            long end = consumer.endOffsets(List.of(changelog)).get(changelog);
            consumer.position(changelog);
            long start = System.nanoTime();
            while (consumer.position(changelog) < end) {
                consumer.poll(POLL);
            }
            return (System.nanoTime() - start) * 1e-9;
        }
    }

    private double restore(ThalwegConfig config) throws Exception {
        CompletableFuture<Double> restored = new CompletableFuture<>();
        Properties properties = ThalwegTopology.properties(config);
        try (KafkaStreams streams = new KafkaStreams(
                ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY),
                properties)) {
            streams.setGlobalStateRestoreListener(new Clock(restored));
            streams.start();
            return restored.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
    }

    private static final class Clock implements StateRestoreListener {
        private final CompletableFuture<Double> restored;
        private long start;

        Clock(CompletableFuture<Double> restored) {
            this.restored = restored;
        }

        @Override
        public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
            start = System.nanoTime();
        }

        @Override
        public void onBatchRestored(TopicPartition changelog, String store, long end, long restored) {}

        @Override
        public void onRestoreEnd(TopicPartition changelog, String store, long total) {
            restored.complete((System.nanoTime() - start) * 1e-9);
        }
    }
}
