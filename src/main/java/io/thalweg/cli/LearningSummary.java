package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.evaluation.RollingLoss;

/** The figures that every learning command ends with. */
final class LearningSummary {
    private LearningSummary() {}

    /** @param seconds from the first example to the last */
    static void add(Summary summary, long examples, long rejected, RollingLoss losses, long features, double seconds) {
        double examplesPerSecond = seconds > 0 ? examples / seconds : 0;
        double featuresPerSecond = seconds > 0 ? features / seconds : 0;
        summary.put("examples", examples)
                .put("labeled", losses.labeled())
                .put("rejected", rejected)
                .put("meanLoss", losses.meanLoss())
                .put("rollingLoss", losses.rollingLoss())
                .put("baselineLoss", losses.baselineLoss())
                .put("rollingBaselineLoss", losses.rollingBaselineLoss())
                .put("converged", losses.converged())
                .put("seconds", seconds)
                .put("examplesPerSecond", examplesPerSecond)
                .put("featuresPerSecond", featuresPerSecond);
        summary.line("", "")
                .line("examples", examples + ", of which " + losses.labeled() + " labelled")
                .line("rejected", rejected)
                .line("mean loss", number(losses.meanLoss()))
                .line("rolling loss", number(losses.rollingLoss()) + ", over the last " + losses.window())
                .line("baseline's loss", number(losses.baselineLoss()))
                .line(
                        "speed",
                        String.format("%,.0f examples/s, %,.0f features/s", examplesPerSecond, featuresPerSecond));
        QualitySummary.add(summary, losses);
    }
}
