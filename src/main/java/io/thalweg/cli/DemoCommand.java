package io.thalweg.cli;

import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.generator.AdStream;
import io.thalweg.mapping.FieldKinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once on a fresh machine: embedded broker, topics, a stream of events, and the real topology learning from it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Watch the real topology learn from a drifting stream of events, on a broker of its own.")
final class DemoCommand implements Callable<Integer> {
    private static final long CLICKS = 200_000;
    private static final long ADS = 100_000;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            defaultValue = "clicks",
            description =
                    "clicks: examples with their labels. ads: impressions and clicks on topics of their own, in Avro schemas "
                            + "of their own with a schema registry, clicks late, early, twice or never. By default ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "ads: the schema registry to use; by default one of its own.")
    private String registry;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "End after N examples; by default " + CLICKS + ", or " + ADS + " impressions.")
    private Long limit;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Learn from a file's examples instead of generated clicks.")
    private String data;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of what is generated; by default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit == null) {
            limit = scenario.equals("ads") ? ADS : CLICKS;
        }
        if (limit < 1) {
            throw new Failure(Failure.USAGE, "--examples is " + limit + "; it must be at least 1");
        }
        if (data == null) {
            examples.refuseWithoutFile("--data");
        }
        int exitCode = 0;
        try (DemoScenario scenario = scenario();
                StopSignal stop = new StopSignal()) {
            scenario.prepare(options.read(Map.of(), scenario.defaults(), scenario.settings()));
            exitCode = onABroker(scenario, stop);
        }
        summary.print();
        return exitCode;
    }

    private DemoScenario scenario() {
        if (scenario.equals("ads")) {
            if (data != null) {
                throw new Failure(Failure.USAGE, "--data " + data + " is for --scenario clicks; ads are generated");
            }
            return new AdsDemo(new AdStream(seed, limit), registry, summary);
        }
        if (!scenario.equals("clicks")) {
            throw new Failure(Failure.USAGE, "--scenario is '" + scenario + "'; it must be clicks or ads");
        }
        if (registry != null) {
            throw new Failure(Failure.USAGE, "--registry is for --scenario ads; clicks need no registry");
        }
        ExampleReader source = data == null
                ? new GeneratedClicks(seed, limit / 2)
                : examples.open(data, options.read(), new FieldKinds());
        return new ClicksDemo(new LimitedExamples(source, limit), data == null ? "generated" : data, summary);
    }

    private int onABroker(DemoScenario scenario, StopSignal stop) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("thalweg-demo");
                TemporaryDirectory snapshots = TemporaryDirectory.createAndKeepIfUsed("thalweg-snapshots")) {
            summary.progress().println("starting a broker …");
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0)) {
                return stop.asked() ? 0 : show(scenario, config(scenario, broker, snapshots.path()), stop);
            }
        }
    }

    private ThalwegConfig config(DemoScenario scenario, EmbeddedBroker broker, Path snapshots) {
        Map<String, String> unlessGiven = Map.of(
                "application.id", "thalweg-demo",
                "snapshot.every", Long.toString(Math.max(1, limit / 4)),
                "snapshot.dir", snapshots.toString());
        List<String> fixed = new ArrayList<>(scenario.settings());
        fixed.add("bootstrap.servers=" + broker.bootstrapServers());
        ThalwegConfig config = options.read(unlessGiven, scenario.defaults(), fixed);
        config.snapshots().directory().ifPresent(directory -> OutputFile.checkDirectory("snapshot.dir", directory));
        return config;
    }

    private int show(DemoScenario scenario, ThalwegConfig config, StopSignal stop) throws IOException {
        int partitions;
        try (Cluster cluster = Cluster.reach(config)) {
            cluster.create(cluster.missingTopics());
            partitions = cluster.partitions(config.topics().examples());
        }
        HeapRoom.check(config, partitions, Runtime.getRuntime().maxMemory());
        summary.progress()
                .println("learning " + config.learner().loss().name() + " loss, exactly once, from topic "
                        + config.topics().examples() + " at " + String.join(",", config.bootstrapServers()));
        return scenario.show(config, partitions, stop);
    }
}
