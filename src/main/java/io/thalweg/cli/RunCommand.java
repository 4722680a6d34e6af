package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service against a cluster: learns until it is stopped, or cannot go on. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Learn from the examples topic of a Kafka cluster, until stopped.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Option(
            names = "--snapshot-at-stop",
            description = "When a signal comes, ask for a snapshot of each model here, and wait for it, 10 s at most.")
    private boolean snapshotAtStop;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws InterruptedException {
        ThalwegConfig config = options.read();
        config.snapshots().directory().ifPresent(directory -> OutputFile.checkDirectory("snapshot.dir", directory));
        try (Cluster cluster = Cluster.reach(config)) {
            cluster.check(Permissions.toRun(cluster.admin(), config, snapshotAtStop));
            cluster.checkTopics(List.of());
            HeapRoom.check(
                    config,
                    cluster.partitions(config.topics().examples()),
                    Runtime.getRuntime().maxMemory());
        }
        try (Formats formats = Formats.reach(config);
                StopSignal stop = new StopSignal();
                LearnerStreams streams = new LearnerStreams(config, formats.wire(), stop)) {
            LOG.info("{}; {}", Versions.line(), config.effective());
            long start = System.nanoTime();
            stop.await();
            stop(config, streams, start);
            streams.throwIfFailed();
        }
        return 0;
    }

    private void stop(ThalwegConfig config, LearnerStreams streams, long start) throws InterruptedException {
        long asked = System.nanoTime();
        LastSnapshots snapshots = snapshotAtStop && !streams.hasFailed() ? LastSnapshots.ask(config, streams) : null;
        SortedMap<TaskId, Map<String, Metric>> models = streams.models();
        boolean committed = streams.stop();
        RunSummary ended = new RunSummary(summary);
        ended.learned(models, (asked - start) * 1e-9);
        if (snapshots != null) {
            ended.snapshots(
                    snapshots.models(), snapshots.asked(), committed ? snapshots.published() : 0, snapshots.problem());
        }
        ended.stopped(streams.hasFailed(), committed, (System.nanoTime() - asked) * 1e-9);
        summary.print();
    }
}
