package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.mapping.FieldKinds;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a file into the examples topic. */
@Command(name = "produce", mixinStandardHelpOptions = true, description = "Load a file into the examples topic.")
final class ProduceCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "Examples; - is standard input.")
    private String file;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Examples a second at most; by default there is no limit.")
    private Long rate;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate != null && rate < 1) {
            throw new Failure(Failure.USAGE, "--rate is " + rate + "; it must be at least 1, or left out for no limit");
        }
        ThalwegConfig config = options.read();
        String topic = config.topics().examples();
        Rejects rejects = new Rejects(file, config.errorsTolerance(), System.err);
        try (ExampleReader reader = examples.open(file, config, new FieldKinds());
                StopSignal stop = new StopSignal()) {
            int partitions;
            try (Cluster cluster = Cluster.reach(config)) {
                partitions = cluster.partitions(topic);
            }
            long start = System.nanoTime();
            try (ExampleFeed feed = new ExampleFeed(config.clients(), config, partitions, rate == null ? 0 : rate);
                    BackgroundFeed background = new BackgroundFeed(asked -> feed.send(reader, rejects, asked), stop)) {
                background.await(stop);
                background.throwIfFailed();
                if (!stop.asked()) {
                    rejects.conclude(feed.sent());
                }
                double seconds = (System.nanoTime() - start) * 1e-9;
                summary.put("examples", feed.sent())
                        .put("rejected", rejects.count())
                        .put("seconds", seconds)
                        .line("examples", feed.sent() + " to topic " + topic)
                        .line("rejected", rejects.count())
                        .line("seconds", String.format(Locale.ROOT, "%.1f", seconds));
            }
            summary.print();
        }
        return 0;
    }
}
