package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.generator.ClickStream;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.TopicPlan;
import io.thalweg.topology.WarmStartSource;
import io.thalweg.verify.ReadCommitted;
import io.thalweg.verify.ThalwegProcess;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The heap that is in use after a collection, at every million of {@value #MILLIONS} million clicks: of the learner alone, and of the whole topology with a
 * producer in the same process and the broker in another.
 */
final class MemoryReport {
    private static final int MILLIONS = 10;
    private static final int MILLION = 1_000_000;

    /** By then all caches, buffers and compiled methods are there. */
    private static final int WARM = 2;

    private static final int OBSERVE_MS = 200;

    private final PrintStream out;
    private final double[] heap = new double[MILLIONS + 1];

    private MemoryReport(PrintStream out) {
        this.out = out;
    }

    static void print(PrintStream out) throws Exception {
        new MemoryReport(out).learner();
        new MemoryReport(out).topology();
    }

    private void learner() {
        OnlineLearner learner =
                new OnlineLearner(ThalwegConfig.read(null, List.of(), Map.of()).learner());
        ExampleBuilder builder = learner.exampleBuilder();
        ClickStream clicks = new ClickStream(1, Long.MAX_VALUE);
        for (int million = 1; million <= MILLIONS; million++) {
            for (int k = 0; k < MILLION; k++) {
                clicks.next(builder);
                learner.process(builder.build());
            }
            sample(million);
        }
        report("learner alone");
    }

    private void topology() throws Exception {
        Path directory = Files.createTempDirectory("thalweg-bench");
        try (ThalwegProcess broker = RecoveryReport.startBroker(directory)) {
            ThalwegConfig config = ThalwegConfig.read(
                    null,
                    List.of(
                            "bootstrap.servers=" + RecoveryReport.awaitReady(broker),
                            "streams.state.dir=" + directory.resolve("state")),
                    Map.of());
            try (Admin admin = Admin.create(config.clients())) {
                admin.createTopics(new TopicPlan(config).missing(Map.of()))
                        .all()
                        .get();
            }
            topology(config);
        } finally {
            StreamReport.delete(directory);
        }
        report("whole topology");
    }

    private void topology(ThalwegConfig config) throws Exception {
        List<TopicPartition> inputs =
                ReadCommitted.partitions(1, config.topics().examples());
        List<TopicPartition> outputs =
                ReadCommitted.partitions(1, config.topics().predictions());
        ClickStream clicks = new ClickStream(1, Long.MAX_VALUE);
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        Properties properties = ThalwegTopology.properties(config);
        try (KafkaStreams streams = new KafkaStreams(
                        ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY),
                        properties);
                ReadCommitted reader = new ReadCommitted(config.clients());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            streams.start();
            for (int million = 1; million <= MILLIONS; million++) {
                for (int k = 0; k < MILLION; k++) {
                    clicks.next(encoder);
                    producer.send(new ProducerRecord<>(config.topics().examples(), 0, null, encoder.encode()));
                }
                producer.flush();
                while (!reader.finished(config.applicationId(), inputs, outputs)) {
                    Thread.sleep(OBSERVE_MS);
                }
                sample(million);
            }
        }
    }

    private void sample(int million) {
        System.gc();
        System.gc();
        heap[million] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        out.printf("%3d million examples %10.2f MiB in use%n", million, heap[million] / (1 << 20));
    }

    /** The slope is that of the line of least squares. */
    private void report(String what) {
        int count = MILLIONS - WARM + 1;
        double meanAt = (WARM + MILLIONS) / 2.0;
        double mean = 0;
        for (int million = WARM; million <= MILLIONS; million++) {
            mean += heap[million] / count;
        }
        double product = 0;
        double square = 0;
        for (int million = WARM; million <= MILLIONS; million++) {
            product += (million - meanAt) * (heap[million] - mean);
            square += (million - meanAt) * (million - meanAt);
        }
        out.printf(
                "%s: from million %d on %.2f MiB in the mean, slope %+.0f bytes a million examples%n%n",
                what, WARM, mean / (1 << 20), product / square);
    }
}
