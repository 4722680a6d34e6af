package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.io.IOException;
import java.util.List;

/** The examples of a file, or of a drifting stream of clicks, with their labels, in Thalweg's own format. */
final class ClicksDemo implements DemoScenario {
    private final LimitedExamples source;
    private final String name;
    private final Summary summary;

    /** @param name of the source */
    ClicksDemo(LimitedExamples source, String name, Summary summary) {
        this.source = source;
        this.name = name;
        this.summary = summary;
    }

    @Override
    public List<String> defaults() {
        return List.of();
    }

    @Override
    public List<String> settings() {
        return List.of();
    }

    @Override
    public void prepare(ThalwegConfig config) {}

    @Override
    public int show(ThalwegConfig config, int partitions, StopSignal stop) throws IOException {
        Rejects unreadable = new Rejects(name, config.errorsTolerance(), System.err);
        try (DemoMonitor monitor = new DemoMonitor(config, partitions, new ProgressTable(summary.progress()))) {
            learn(config, partitions, unreadable, monitor, stop);
            new DemoSummary(summary, config, monitor).add(unreadable.count(), source.bestLoss());
        }
        return 0;
    }

    private void learn(ThalwegConfig config, int partitions, Rejects unreadable, DemoMonitor monitor, StopSignal stop)
            throws IOException {
        try (Formats formats = Formats.reach(config);
                ExampleFeed feed = new ExampleFeed(config.clients(), config, partitions, 0);
                BackgroundFeed background = new BackgroundFeed(asked -> feed.send(source, unreadable, asked), stop);
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

    @Override
    public void close() throws IOException {
        source.close();
    }
}
