package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.LearnerMetrics;
import java.util.List;
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
        try (Cluster cluster = Cluster.reach(config)) {
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
        for (String metric : new String[] {
            LearnerMetrics.EXAMPLES, LearnerMetrics.LABELED, LearnerMetrics.REJECTED, LearnerMetrics.REFUSED_UPDATES
        }) {
            String member = metric.substring(0, metric.indexOf("-total"));
            summary.put(member, streams.total(metric)).line(member, streams.total(metric));
        }
        summary.put("seconds", seconds);
        summary.print();
    }
}
