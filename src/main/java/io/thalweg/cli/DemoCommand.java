package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once on a fresh machine: embedded broker, topics, a stream of clicks, and the real topology learning from it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Watch the real topology learn from a drifting stream of clicks, on a broker of its own.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "200000",
            description = "End after N examples; by default ${DEFAULT-VALUE}.")
    private long limit;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Learn from a file's examples instead of generated clicks.")
    private String data;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of the generated clicks; by default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1) {
            throw new Failure(Failure.USAGE, "--examples is " + limit + "; it must be at least 1");
        }
        if (data == null) {
            examples.refuseWithoutFile("--data");
        }
        options.read();
        try (LimitedExamples source = new LimitedExamples(open(), limit);
                StopSignal stop = new StopSignal();
                TemporaryDirectory directory = TemporaryDirectory.create("thalweg-demo");
                TemporaryDirectory snapshots = TemporaryDirectory.createAndKeepIfUsed("thalweg-snapshots")) {
            summary.progress().println("starting a broker …");
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0)) {
                if (!stop.asked()) {
                    demonstrate(config(broker, snapshots.path()), source, stop);
                }
            }
        }
        summary.print();
        return 0;
    }

    private ExampleReader open() {
        return data == null ? new GeneratedClicks(seed, limit / 2) : examples.open(data, options.read());
    }

    private ThalwegConfig config(EmbeddedBroker broker, Path snapshots) {
        Map<String, String> unlessGiven = Map.of(
                "application.id", "thalweg-demo",
                "snapshot.every", Long.toString(Math.max(1, limit / 4)),
                "snapshot.dir", snapshots.toString());
        ThalwegConfig config = options.read(unlessGiven, List.of("bootstrap.servers=" + broker.bootstrapServers()));
        config.snapshots().directory().ifPresent(directory -> OutputFile.checkDirectory("snapshot.dir", directory));
        return config;
    }

    private void demonstrate(ThalwegConfig config, LimitedExamples source, StopSignal stop)
            throws IOException, InterruptedException {
        int partitions;
        try (Cluster cluster = Cluster.reach(config)) {
            cluster.create(cluster.missingTopics());
            partitions = cluster.partitions(config.topics().examples());
        }
        HeapRoom.check(config, partitions, Runtime.getRuntime().maxMemory());
        summary.progress()
                .println("learning " + config.learner().loss().name() + " loss, exactly once, from topic "
                        + config.topics().examples() + " at " + String.join(",", config.bootstrapServers()));
        Rejects unreadable = new Rejects(data == null ? "generated" : data, config.errorsTolerance(), System.err);
        try (DemoMonitor monitor = new DemoMonitor(config, partitions, new ProgressTable(summary.progress()))) {
            show(config, partitions, source, unreadable, monitor, stop);
            summarize(config, monitor, unreadable, source.bestLoss());
        }
    }

    private void show(
            ThalwegConfig config,
            int partitions,
            LimitedExamples source,
            Rejects unreadable,
            DemoMonitor monitor,
            StopSignal stop)
            throws IOException {
        try (Formats formats = Formats.reach(config);
                ExampleFeed feed = new ExampleFeed(config.clients(), config, partitions, 0);
                BackgroundFeed background = new BackgroundFeed(feed, source, unreadable, stop);
                LearnerStreams streams = new LearnerStreams(config, formats.wire(), stop)) {
            monitor.follow(() -> stop.asked() || background.finished() && monitor.seen() >= feed.sent());
            streams.throwIfFailed();
            background.throwIfFailed();
            if (!stop.asked()) {
                monitor.settle();
                unreadable.conclude(feed.sent());
            }
        }
    }

    private void summarize(ThalwegConfig config, DemoMonitor monitor, Rejects unreadable, OptionalDouble bestLoss)
            throws IOException {
        LearningSummary.add(
                summary,
                monitor.predictions(),
                monitor.losses().labeled(),
                monitor.deadLetters() + unreadable.count(),
                monitor.classes(),
                monitor.losses(),
                monitor.features(),
                monitor.seconds());
        summary.put("predictions", monitor.predictions()).line("predictions", monitor.predictions());
        bestLoss.ifPresent(best -> summary.put("bestPossibleLoss", best)
                .line("best possible loss", number(best) + ", of who knows the generator's weights"));
        summary.put("snapshots", monitor.snapshots())
                .line(
                        "snapshots",
                        monitor.snapshots() + " on topic " + config.topics().snapshots());
        config.snapshots()
                .directory()
                .filter(directory -> monitor.snapshots() > 0)
                .ifPresent(directory ->
                        summary.put("snapshotDirectory", directory.toString()).line("", "and in " + directory));
    }
}
