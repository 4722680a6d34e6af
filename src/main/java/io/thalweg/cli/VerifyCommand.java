package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.verify.Disturbance;
import io.thalweg.verify.Group;
import io.thalweg.verify.Plan;
import io.thalweg.verify.Processes;
import io.thalweg.verify.Round;
import io.thalweg.verify.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows on this machine that nothing is lost and nothing learned twice: disturbs the real topology, and compares with an undisturbed learner. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Kill, stop and restart workers and broker while they learn, and compare what they leave with an undisturbed run.",
            "Ends with 0 if everything is equal, with 5 if something is different."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final long GENERATED = 200_000;
    private static final long FEWEST = 500;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Learn from a file's examples instead of generated clicks.")
    private String data;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "Examples of a round; by default " + GENERATED + ", or all of the file.")
    private Long limit;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "16",
            description = "Disturbances of a round, of all kinds in turn; by default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--kinds",
            paramLabel = "K,…",
            split = ",",
            description = "Only these disturbances: ${COMPLETION-CANDIDATES}.")
    private List<Disturbance> kinds;

    @Option(
            names = "--cluster",
            description =
                    "Use the brokers of bootstrap.servers, on topics of its own that go afterwards, and disturb only the workers; by "
                            + "default a broker of its own.")
    private boolean cluster;

    @Option(
            names = "--labels",
            description = "Send the labels to a topic of their own, most of them late, and verify the join as well.")
    private boolean labels;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the generated clicks and the plan; by default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "0",
            description = "Begin rounds, each with the next seed, for so long; by default there is one.")
    private int minutes;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long count = count();
        long start = System.nanoTime();
        VerifyReport report = new VerifyReport(summary.progress());
        boolean whole = false;
        try (StopSignal stop = new StopSignal()) {
            long next = seed;
            do {
                round(next++, count, report, stop);
            } while (System.nanoTime() - start < minutes * 60e9);
            whole = true;
        } catch (CancellationException e) {
            // what was seen until then is told
        } finally {
            if (report.hasBegun()) {
                report.conclude(summary, whole, (System.nanoTime() - start) * 1e-9);
                summary.print();
            }
        }
        return whole ? report.isEqual() ? 0 : Failure.DIFFERENT : Failure.RUNTIME;
    }

    /** How many examples a round has. */
    private long count() throws IOException {
        if (kills < 0 || minutes < 0) {
            throw new Failure(Failure.USAGE, "--kills and --minutes must be at least 0");
        }
        long count = data == null ? (limit == null ? GENERATED : limit) : countFile();
        if (count < 1 || count < FEWEST * kills) {
            throw new Failure(
                    Failure.USAGE, count + " examples are too few: there must be " + FEWEST + " for each of --kills");
        }
        return count;
    }

    private long countFile() throws IOException {
        if (data.equals("-")) {
            throw new Failure(Failure.USAGE, "--data must be a file: it is read more than once");
        }
        LabeledExampleEncoder sink = new LabeledExampleEncoder();
        long count = 0;
        try (ExampleReader reader = examples.open(data, options.read(), new FieldKinds())) {
            while (limit == null || count < limit) {
                try {
                    if (!reader.read(sink)) {
                        break;
                    }
                    count++;
                } catch (RejectedExampleException e) {
                    continue;
                }
            }
        }
        return count;
    }

    private void round(long seed, long count, VerifyReport report, StopSignal stop)
            throws IOException, InterruptedException {
        if (data == null) {
            examples.refuseWithoutFile("--data");
        }
        Waiting waiting = new Waiting(stop::asked);
        Plan plan = Plan.of(seed, kills, count, kinds());
        VerifySettings settings = new VerifySettings(options, cluster, labels, count);
        settings.check();
        try (TemporaryDirectory directory = TemporaryDirectory.create("thalweg-verify");
                Processes processes = new Processes(directory.path(), waiting)) {
            if (!cluster) {
                settings.useBroker(processes.startBroker());
            }
            settings.useSnapshots(processes.snapshots());
            ThalwegConfig config = settings.config();
            OwnTopics.create(config);
            try {
                report.begin(seed, plan, config.topicPartitions());
                Rejects rejects = new Rejects(data == null ? "generated" : data, config.errorsTolerance(), System.err);
                try (ExampleReader source = data == null
                                ? new GeneratedClicks(seed, count / 2)
                                : examples.open(data, config, new FieldKinds());
                        Round.Feed feed = feed(config, source, rejects, stop, seed)) {
                    report.end(new Round(config, settings.run(), processes, waiting, feed, report::disturbed)
                            .follow(plan));
                }
            } finally {
                if (cluster) {
                    processes.killWorkers();
                    OwnTopics.delete(config);
                    Group.delete(config, waiting);
                }
            }
        }
    }

    private Round.Feed feed(ThalwegConfig config, ExampleReader source, Rejects rejects, StopSignal stop, long seed) {
        return config.labels().isPresent()
                ? new VerifyLabelFeed(config, source, rejects, stop::asked, seed)
                : new VerifyFeed(config, source, rejects, stop);
    }

    private List<Disturbance> kinds() {
        List<Disturbance> possible = cluster ? Disturbance.ofWorkers() : List.of(Disturbance.values());
        if (kinds == null) {
            return possible;
        }
        if (!possible.containsAll(kinds)) {
            throw new Failure(
                    Failure.USAGE, "--cluster leaves the brokers and the network alone: --kinds may be of " + possible);
        }
        return kinds;
    }
}
