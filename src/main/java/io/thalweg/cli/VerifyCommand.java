package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.verify.Plan;
import io.thalweg.verify.Processes;
import io.thalweg.verify.Round;
import io.thalweg.verify.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows on this machine that nothing is lost and nothing learned twice: disturbs the real topology, and compares with an undisturbed learner. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Kill, stop and restart workers and broker while they learn, and compare what they leave with an undisturbed run.",
            "Not finished: a restart of the broker right behind tasks that change hands can stop the progress, which ends with exit "
                    + "code 1 after two minutes."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final long GENERATED = 200_000;

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
            defaultValue = "10",
            description = "Disturbances of a round, of five kinds; by default ${DEFAULT-VALUE}.")
    private int kills;

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
        boolean equal;
        try (StopSignal stop = new StopSignal()) {
            VerifyReport report = new VerifyReport(summary.progress());
            long next = seed;
            do {
                round(next++, count, report, stop);
            } while (System.nanoTime() - start < minutes * 60e9);
            equal = report.conclude(summary, (System.nanoTime() - start) * 1e-9);
        } catch (CancellationException e) {
            return Failure.RUNTIME;
        }
        summary.print();
        return equal ? 0 : Failure.DIFFERENT;
    }

    /** How many examples a round has. */
    private long count() throws IOException {
        if (kills < 0 || minutes < 0) {
            throw new Failure(Failure.USAGE, "--kills and --minutes must be at least 0");
        }
        long count = data == null ? (limit == null ? GENERATED : limit) : countFile();
        if (count < 1 || count < 2L * kills) {
            throw new Failure(
                    Failure.USAGE, count + " examples are too few: there must be one, and twice as many as --kills");
        }
        return count;
    }

    private long countFile() throws IOException {
        if (data.equals("-")) {
            throw new Failure(Failure.USAGE, "--data must be a file: it is read more than once");
        }
        LabeledExampleEncoder sink = new LabeledExampleEncoder();
        long count = 0;
        try (ExampleReader reader = examples.open(data)) {
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
        Plan plan = Plan.of(seed, kills, count);
        options.read(unlessGiven(count), fixed("127.0.0.1:1"));
        try (TemporaryDirectory directory = TemporaryDirectory.create("thalweg-verify");
                Processes processes = new Processes(directory.path(), waiting)) {
            processes.startBroker();
            List<String> fixed = fixed(processes.bootstrapServers());
            ThalwegConfig config = options.read(unlessGiven(count), fixed);
            try (Cluster cluster = Cluster.reach(config)) {
                cluster.create(keepingAll(cluster.missingTopics()));
            }
            List<String> run = new ArrayList<>(List.of("run"));
            run.addAll(options.arguments(unlessGiven(count), fixed));
            report.begin(seed, plan, config.topicPartitions());
            Rejects rejects = new Rejects(data == null ? "generated" : data, config.errorsTolerance(), System.err);
            try (ExampleReader source = data == null ? new GeneratedClicks(seed, count / 2) : examples.open(data);
                    VerifyFeed feed = new VerifyFeed(config, source, rejects, stop)) {
                report.end(new Round(config, run, processes, waiting, feed, report::disturbed).follow(plan));
            }
        }
    }

    /** Nothing may go before it has been compared: not even what a later record of the same key replaces. */
    private static Collection<NewTopic> keepingAll(List<NewTopic> topics) {
        topics.forEach(topic -> topic.configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1")));
        return topics;
    }

    private static Map<String, String> unlessGiven(long count) {
        return Map.of(
                "topics.partitions", "2",
                "rolling.loss.every", "100",
                "snapshot.every", Long.toString(Math.max(1, count / 8)),
                "streams.producer.transaction.timeout.ms", "5000");
    }

    private static List<String> fixed(String bootstrapServers) {
        return List.of(
                "bootstrap.servers=" + bootstrapServers,
                "application.id=thalweg-verify",
                "topics.replication=1",
                "errors.tolerance=all",
                "snapshot.dir=",
                "warm.start=none");
    }
}
