package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.LearnerMetrics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The service against a cluster: learns until it is stopped, or cannot go on. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Learn from the examples topic of a Kafka cluster, until stopped.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws InterruptedException {
        ThalwegConfig config = options.read();
        config.snapshots().directory().ifPresent(directory -> OutputFile.checkDirectory("snapshot.dir", directory));
        try (Cluster cluster = Cluster.reach(config)) {
            cluster.checkPermissions();
            cluster.checkTopics(List.of());
        }
        try (StopSignal stop = new StopSignal();
                LearnerStreams streams = new LearnerStreams(config, stop)) {
            LOG.info("{}; {}", Versions.line(), config.effective());
            long start = System.nanoTime();
            stop.await();
            summarize(streams, (System.nanoTime() - start) * 1e-9);
            streams.throwIfFailed();
        }
        return 0;
    }

    private void summarize(LearnerStreams streams, double seconds) {
        long examples = streams.total(LearnerMetrics.EXAMPLES);
        long labeled = streams.total(LearnerMetrics.LABELED);
        long rejected = streams.total(LearnerMetrics.REJECTED);
        summary.put("examples", examples)
                .put("labeled", labeled)
                .put("rejected", rejected)
                .put("refusedUpdates", streams.total(LearnerMetrics.REFUSED_UPDATES))
                .put("seconds", seconds);
        summary.line("examples", examples + " in the life of the models here, of which " + labeled + " labeled")
                .line("rejected", rejected)
                .line("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        summary.print();
    }
}
