package io.thalweg.bench;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.store.LearnerStores;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.WarmStartSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;

/**
 * What it costs that labels come late, with whole topologies against a broker in the same process, exactly once, a commit every 100 ms, one partition:
 * {@code size}, the bytes of pending examples on disk and on the changelog; {@code speed}, examples learned a second, against the same examples with their labels;
 * {@code expiry}, the time to end a million that wait.
 */
final class PendingReport {
    private static final int HELD = 100_000;
    private static final int LEARNED = 150_000;
    private static final int WARM_UP = 50_000;
    private static final int ROUNDS = 3;
    private static final int EXPIRING = 1_000_000;
    private static final int PER_RECORD = 1000;
    private static final int DAY_MS = 86_400_000;

    private final PrintStream out;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final String bootstrapServers;
    private final Path directory;
    private int runs;

    private PendingReport(
            PrintStream out, Admin admin, Producer<byte[], byte[]> producer, String bootstrapServers, Path directory) {
        this.out = out;
        this.admin = admin;
        this.producer = producer;
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    /** @param part size, speed or expiry; empty for all */
    static void print(String part, PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("thalweg-bench");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
            Map<String, Object> settings = Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.bootstrapServers(),
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    "262144",
                    ProducerConfig.LINGER_MS_CONFIG,
                    "20");
            try (Admin admin = Admin.create(settings);
                    Producer<byte[], byte[]> producer = WaitingExamples.producer(settings)) {
                PendingReport report = new PendingReport(out, admin, producer, broker.bootstrapServers(), directory);
                if (part.isEmpty() || part.equals("size")) {
                    report.size();
                }
                if (part.isEmpty() || part.equals("speed")) {
                    report.speed();
                }
                if (part.isEmpty() || part.equals("expiry")) {
                    report.expiry();
                }
            }
        } finally {
            StreamReport.delete(directory);
        }
    }

    private void size() throws Exception {
        out.printf(
                "%d examples that wait%n%-10s %-10s %14s %14s %18s%n",
                HELD, "features", "optimizer", "bytes on disk", "in a GiB", "changelog bytes");
        for (WaitingExamples examples : List.of(
                new WaitingExamples(20, true),
                new WaitingExamples(20, false),
                new WaitingExamples(75, true),
                new WaitingExamples(75, false))) {
            String input = topic("examples");
            examples.sendExamples(to(input), 0, HELD, 0, false);
            for (String optimizer : List.of("auto", "adagrad")) {
                ThalwegConfig config = config(input, optimizer, "labels.topic=" + topic("labels"));
                new StreamRun(admin, config)
                        .closed(() -> {
                            double bytes = (double) storeBytes(config) / HELD;
                            double log = (double) changelogBytes(config) / HELD;
                            out.printf(
                                    "%-10s %-10s %14.1f %13.1fM %18.1f%n",
                                    examples, optimizer, bytes, (1 << 30) / bytes / 1e6, log);
                        })
                        .measure(PendingReport::topology, HELD, HELD);
            }
        }
        load();
    }

    private void speed() throws Exception {
        Map<String, Samples> speeds = new TreeMap<>();
        Map<String, Samples> cpu = new TreeMap<>();
        Map<String, Samples> ratios = new TreeMap<>();
        List<Race> races =
                List.of(race(new WaitingExamples(20, true), "auto"), race(new WaitingExamples(75, false), "auto"));
        for (int round = 0; round <= ROUNDS; round++) {
            for (Race race : races) {
                StreamRun.Speed together = run(race, race.together());
                StreamRun.Speed apart = run(race, race.apart(), "labels.topic=" + race.labels());
                if (round > 0) {
                    Samples.of(speeds, race.name() + ", labels with the examples")
                            .add(together.perSecond());
                    Samples.of(speeds, race.name() + ", labels of their own").add(apart.perSecond());
                    Samples.of(cpu, race.name() + ", labels with the examples").add(together.cpuMicros());
                    Samples.of(cpu, race.name() + ", labels of their own").add(apart.cpuMicros());
                    Samples.of(ratios, race.name()).add(apart.perSecond() / together.perSecond());
                }
            }
        }
        out.printf("%-46s %10s %18s %14s%n", "median of " + ROUNDS, "learned/s", "from – to", "cpu us/example");
        speeds.forEach((name, speed) -> out.printf(
                "%-46s %10.0f %18s %14.1f%n",
                name, speed.median(), speed.spread("%.0f"), cpu.get(name).median()));
        ratios.forEach((name, ratio) ->
                out.printf("%-46s %10.2f %18s%n", name + ", ratio", ratio.median(), ratio.spread("%.2f")));
        load();
    }

    /** The topics of the same examples with labels, and of both apart. */
    private record Race(WaitingExamples examples, String optimizer, String together, String apart, String labels) {
        String name() {
            return examples + ", " + optimizer;
        }
    }

    private Race race(WaitingExamples examples, String optimizer) throws Exception {
        Race race = new Race(examples, optimizer, topic("together"), topic("apart"), topic("labels"));
        examples.sendExamples(to(race.together()), 0, LEARNED, 0, true);
        examples.sendExamples(to(race.apart()), 0, LEARNED, 0, false);
        WaitingExamples.sendLabels(to(race.labels()), 0, LEARNED);
        return race;
    }

    /** Ids are forgotten during the run as in the long run. */
    private StreamRun.Speed run(Race race, String input, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        if (!settings.isEmpty()) {
            settings.addAll(List.of("label.wait.ms=15000", "label.early.ms=10000", "label.memory.ms=5000"));
        }
        ThalwegConfig config = config(input, race.optimizer(), settings.toArray(String[]::new));
        List<String> counted = more.length == 0 ? List.of(input) : List.of(input, race.labels());
        StreamRun.Speed speed =
                new StreamRun(admin, config, counted).measure(PendingReport::topology, WARM_UP, LEARNED);
        out.printf("%s, %s: %.0f/s, %.1f us%n", race.name(), input, speed.perSecond(), speed.cpuMicros());
        return speed;
    }

    private void expiry() throws Exception {
        WaitingExamples examples = new WaitingExamples(20, true);
        for (String byDefault : List.of("", "label.default=0")) {
            List<String> settings =
                    new ArrayList<>(List.of("labels.topic=" + topic("labels"), "label.wait.ms=" + DAY_MS));
            settings.addAll(byDefault.isEmpty() ? List.of() : List.of(byDefault));
            String input = topic("examples");
            examples.sendExamples(to(input), 0, EXPIRING, 0, false);
            int records = EXPIRING / PER_RECORD + 1;
            long start = EXPIRING;
            StreamRun.Speed speed = new StreamRun(admin, config(input, "auto", settings.toArray(String[]::new)))
                    .between(() -> examples.sendExamples(to(input), start, start + records, 2L * DAY_MS, false))
                    .measure(PendingReport::topology, EXPIRING, EXPIRING + records);
            out.printf(
                    "a million expire, %s: %.1f us each, %.1f us of processor time%n",
                    byDefault.isEmpty() ? "dropped" : byDefault,
                    1e6 / speed.perSecond() * records / EXPIRING,
                    speed.cpuMicros() * records / EXPIRING);
        }
        load();
    }

    private WaitingExamples.ToTopic to(String topic) {
        return new WaitingExamples.ToTopic(producer, topic);
    }

    private String topic(String name) throws ExecutionException, InterruptedException {
        String topic = "pending-" + name + "-" + runs++;
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
        return topic;
    }

    private ThalwegConfig config(String input, String optimizer, String... more) {
        String id = "bench-" + runs++;
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("bootstrap.servers=" + bootstrapServers);
        settings.add("application.id=" + id);
        settings.add("optimizer=" + optimizer);
        settings.add("examples.topic=" + input);
        for (String topic : List.of("predictions", "rolling.loss", "snapshots", "dead.letter")) {
            settings.add(topic + ".topic=" + id + "-" + topic);
        }
        settings.add("streams.state.dir=" + directory.resolve(id));
        return ThalwegConfig.read(null, settings, Map.of());
    }

    private static Topology topology(ThalwegConfig config) {
        return ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY);
    }

    /** Of RocksDB's files. */
    private long storeBytes(ThalwegConfig config) {
        try (Stream<Path> all = Files.walk(directory.resolve(config.applicationId()))) {
            return all.filter(path -> path.toString().contains(LearnerStores.PENDING) && Files.isRegularFile(path))
                    .filter(path -> path.toString().endsWith(".sst"))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long changelogBytes(ThalwegConfig config) {
        TopicPartition changelog = new TopicPartition(LearnerStores.pendingChangelog(config.applicationId()), 0);
        try {
            List<Integer> brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .mapToLong(description ->
                            description.replicaInfos().get(changelog).size())
                    .sum();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void load() {
        out.printf(
                "load of the machine: %.1f%n%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
