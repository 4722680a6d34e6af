package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.ClickStream;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.topology.TopicPlan;
import io.thalweg.verify.ThalwegProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * From SIGKILL of the worker that has the task to the first prediction of its successor: written, and committed. Examples come all the time. The successor
 * is a second worker, with or without a standby, or a process that is started at that moment.
 */
final class TakeOverReport implements AutoCloseable {
    private static final int ROUNDS = 3;
    private static final int SETTLE_MS = 12_000;
    private static final int PAUSE_MS = 10;
    private static final int PATIENCE_SECONDS = 120;

    private enum Successor {
        STARTED_THEN,
        WITHOUT_STANDBY,
        WITH_STANDBY
    }

    private final Path directory;
    private final String protocol;
    private final Successor successor;
    private final List<String> settings;
    private final ThalwegConfig config;
    private final Admin admin;
    private final TopicPartition predictions;
    private final List<ThalwegProcess> workers = new ArrayList<>();
    private int started;

    private TakeOverReport(String bootstrapServers, Path directory, String protocol, Successor successor) {
        this.directory = directory;
        this.protocol = protocol;
        this.successor = successor;
        String id = "take-over-" + protocol + "-" + successor.name().toLowerCase();
        settings = new ArrayList<>(List.of(
                "bootstrap.servers=" + bootstrapServers,
                "application.id=" + id,
                "streams.group.protocol=" + protocol,
                "examples.topic=" + id + "-examples",
                "predictions.topic=" + id + "-predictions",
                "rolling.loss.topic=" + id + "-rolling-loss",
                "snapshots.topic=" + id + "-snapshots",
                "dead.letter.topic=" + id + "-dead-letter"));
        if (protocol.equals("classic") && successor == Successor.WITH_STANDBY) {
            settings.add("streams.num.standby.replicas=1");
        }
        config = ThalwegConfig.read(null, settings, Map.of());
        admin = Admin.create(config.clients());
        predictions = new TopicPartition(config.topics().predictions(), 0);
    }

    static void print(String bootstrapServers, Path directory, PrintStream out) throws Exception {
        for (String protocol : List.of("streams", "classic")) {
            for (Successor successor : Successor.values()) {
                try (TakeOverReport report = new TakeOverReport(bootstrapServers, directory, protocol, successor)) {
                    report.run(out);
                }
            }
        }
    }

    private void run(PrintStream out) throws Exception {
        admin.createTopics(new TopicPlan(config).missing(Map.of())).all().get();
        if (protocol.equals("streams") && successor == Successor.WITH_STANDBY) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, config.applicationId());
            AlterConfigOp standby =
                    new AlterConfigOp(new ConfigEntry("streams.num.standby.replicas", "1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(group, List.of(standby))).all().get();
        }
        Samples written = new Samples();
        Samples committed = new Samples();
        Thread feed = new Thread(this::feed, "feed");
        feed.setDaemon(true);
        feed.start();
        try (KafkaConsumer<byte[], byte[]> any = consumer("read_uncommitted");
                KafkaConsumer<byte[], byte[]> safe = consumer("read_committed")) {
            start();
            awaitBeyond(safe, 0);
            for (int round = 0; round < ROUNDS; round++) {
                if (successor != Successor.STARTED_THEN) {
                    start();
                }
                Thread.sleep(SETTLE_MS);
                long end = killTheOneAtWork(any);
                long kill = System.nanoTime();
                if (successor == Successor.STARTED_THEN) {
                    start();
                }
                awaitBeyond(any, end);
                written.add((System.nanoTime() - kill) * 1e-9);
                awaitBeyond(safe, end);
                committed.add((System.nanoTime() - kill) * 1e-9);
            }
        } finally {
            feed.interrupt();
            feed.join();
        }
        out.printf(
                "%-8s %-16s first prediction written after %5.1f s (%s), committed after %5.1f s (%s)%n",
                protocol,
                successor.name().toLowerCase().replace('_', ' '),
                written.median(),
                written.spread("%.1f"),
                committed.median(),
                committed.spread("%.1f"));
    }

    /** The older worker has the task: no group takes it from there for a newer one. Where the predictions end without it. */
    private long killTheOneAtWork(KafkaConsumer<byte[], byte[]> any) {
        workers.remove(0).kill();
        return any.endOffsets(List.of(predictions)).get(predictions);
    }

    private void start() throws Exception {
        String name = config.applicationId() + "-" + started++;
        List<String> arguments = new ArrayList<>(List.of("run"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--set", "streams.state.dir=" + directory.resolve(name)));
        workers.add(ThalwegProcess.start(directory.resolve(name + ".log"), arguments));
    }

    private void feed() {
        ClickStream clicks = new ClickStream(1, Long.MAX_VALUE);
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!Thread.interrupted()) {
                clicks.next(encoder);
                producer.send(new ProducerRecord<>(config.topics().examples(), 0, null, encoder.encode()));
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Properties properties = config.clients();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(predictions));
        consumer.seekToBeginning(List.of(predictions));
        return consumer;
    }

    /** Returns when a record at this offset or beyond can be read. */
    private void awaitBeyond(KafkaConsumer<byte[], byte[]> consumer, long offset) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        long last = -1;
        while (last < offset) {
            for (var record : consumer.poll(Duration.ofMillis(PAUSE_MS))) {
                last = record.offset();
            }
            for (ThalwegProcess worker : workers) {
                worker.mustBeAlive();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nobody has taken over in " + PATIENCE_SECONDS + " s");
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(ThalwegProcess::kill);
        admin.close();
    }
}
