package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.config.ThalwegConfig;
import java.util.OptionalDouble;

/** What every demo ends with. */
record DemoSummary(Summary summary, ThalwegConfig config, DemoMonitor monitor) {
    /**
     * @param unreadable examples that did not get as far as to a topic
     * @param bestLoss of the best predictor there is, if it is known
     */
    void add(long unreadable, OptionalDouble bestLoss) {
        LearningSummary.add(
                summary,
                monitor.predictions(),
                monitor.losses().labeled(),
                monitor.deadLetters() + unreadable,
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
