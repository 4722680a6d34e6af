package io.thalweg.bench;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.topology.ConstantTopology;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.WarmStartSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * Runs whole topologies, one after the other and round after round, against a broker in the same process: exactly once, a commit every 100 ms,
 * one partition, {@link Dataset#FEATURES} packed features a record. Prints medians of records a second and their ratios. The first round only
 * warms up.
 */
final class StreamReport {
    private static final int ROUNDS = 5;
    private static final int EXAMPLES = 500_000;
    private static final int WARM_UP = 100_000;
    private static final String INPUT = "examples";

    private final PrintStream out;
    private final Map<String, Samples> speeds = new TreeMap<>();
    private final Map<String, Samples> cpu = new TreeMap<>();
    private int runs;

    private StreamReport(PrintStream out) {
        this.out = out;
    }

    /** What is run: its letter and name, its settings, its topology. */
    private record Variant(String name, List<String> settings, Function<ThalwegConfig, Topology> topology) {}

    private static final List<String> SGD = List.of("optimizer=sgd", "updates=plain", "learning.rate=0.1", "l2=1e-6");
    private static final List<Variant> VARIANTS = List.of(
            new Variant("a learner, sgd with l2", SGD, StreamReport::learner),
            new Variant("b learner, auto", List.of(), StreamReport::learner),
            new Variant("c constant prediction", List.of(), ConstantTopology::build),
            new Variant("d GenericRecord, copied", List.of(), GenericPassThrough::copy),
            new Variant("e GenericRecord to a prediction", List.of(), GenericPassThrough::shrink),
            new Variant("f learner, adagrad", List.of("optimizer=adagrad"), StreamReport::learner));

    static void print(PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("thalweg-bench");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(INPUT, 1, (short) 1))).all().get();
            StreamReport report = new StreamReport(out);
            report.produce(broker.bootstrapServers());
            for (int round = 0; round <= ROUNDS; round++) {
                for (Variant variant : VARIANTS) {
                    report.run(admin, broker.bootstrapServers(), directory, variant, round > 0);
                }
            }
            report.printTable();
        } finally {
            delete(directory);
        }
    }

    private static Topology learner(ThalwegConfig config) {
        return ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY);
    }

    private void produce(String bootstrapServers) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        Dataset data = Dataset.real(40_000, 1);
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int bytes = 0;
            for (int i = 0; i < EXAMPLES; i++) {
                data.give(i % data.size(), encoder);
                byte[] value = encoder.encode();
                bytes = value.length;
                producer.send(new ProducerRecord<>(INPUT, 0, null, value));
            }
            out.printf("%d examples of %d bytes%n", EXAMPLES, bytes);
        }
    }

    private void run(Admin admin, String bootstrapServers, Path directory, Variant variant, boolean counts)
            throws Exception {
        String id = "bench-" + runs++;
        List<String> settings = new ArrayList<>(variant.settings());
        settings.add("bootstrap.servers=" + bootstrapServers);
        settings.add("application.id=" + id);
        settings.add("examples.topic=" + INPUT);
        for (String topic : List.of("predictions", "rolling.loss", "snapshots", "dead.letter")) {
            settings.add(topic + ".topic=" + id + "-" + topic);
        }
        settings.add("streams.state.dir=" + directory.resolve(id));
        ThalwegConfig config = ThalwegConfig.read(null, settings, Map.of());
        StreamRun.Speed speed = new StreamRun(admin, config).measure(variant.topology(), WARM_UP, EXAMPLES);
        out.printf(
                "%-32s %8.0f records/s %7.1f us of processor time a record%s%n",
                variant.name(), speed.perSecond(), speed.cpuMicros(), counts ? "" : ", to warm up");
        if (counts) {
            Samples.of(speeds, variant.name()).add(speed.perSecond());
            Samples.of(cpu, variant.name()).add(speed.cpuMicros());
        }
    }

    private void printTable() {
        out.printf("%n%-32s %9s %17s %14s%n", "median of " + ROUNDS, "records/s", "from – to", "cpu us/record");
        speeds.forEach((name, speed) -> out.printf(
                "%-32s %9.0f %17s %14.1f%n",
                name, speed.median(), speed.spread("%.0f"), cpu.get(name).median()));
        out.printf("%n%-12s %9s %18s%n", "ratio", "records/s", "by processor time");
        for (String pair : List.of("a/c", "b/c", "f/c", "a/d", "a/e")) {
            char one = pair.charAt(0);
            char other = pair.charAt(2);
            out.printf(
                    "%-12s %9.2f %18.2f%n",
                    pair, median(speeds, one) / median(speeds, other), median(cpu, other) / median(cpu, one));
        }
    }

    private static double median(Map<String, Samples> samples, char letter) {
        return samples.entrySet().stream()
                .filter(each -> each.getKey().charAt(0) == letter)
                .findFirst()
                .orElseThrow()
                .getValue()
                .median();
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
