package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.evaluation.RollingLoss;
import java.util.List;
import java.util.Locale;

/** The figures that every learning command ends with. */
final class LearningSummary {
    /** So many labels tell a model that is worse than the baseline from one that has just begun. */
    private static final int LABELS_TO_JUDGE = 100;

    private LearningSummary() {}

    /**
     * @param examples predicted in this run, {@code labeled} of them with a label
     * @param classes what they are called, if there are many
     * @param losses of the model, which may be older than this run; without a label there is none
     * @param seconds from the first example to the last
     */
    static void add(
            Summary summary,
            long examples,
            long labeled,
            long rejected,
            List<String> classes,
            RollingLoss losses,
            long features,
            double seconds) {
        double examplesPerSecond = seconds > 0 ? examples / seconds : 0;
        double featuresPerSecond = seconds > 0 ? features / seconds : 0;
        boolean any = losses.labeled() > 0;
        summary.put("examples", examples)
                .put("labeled", labeled)
                .put("rejected", rejected)
                .put("meanLoss", any ? losses.meanLoss() : null)
                .put("rollingLoss", any ? losses.rollingLoss() : null)
                .put("baselineLoss", any ? losses.baselineLoss() : null)
                .put("rollingBaselineLoss", any ? losses.rollingBaselineLoss() : null)
                .put("converged", losses.converged())
                .put("seconds", seconds)
                .put("examplesPerSecond", examplesPerSecond)
                .put("featuresPerSecond", featuresPerSecond);
        summary.line("", "")
                .line("examples", examples + ", of which " + labeled + " labeled")
                .line("rejected", rejected)
                .line("mean loss", any ? number(losses.meanLoss()) : "-")
                .line("rolling loss", any ? number(losses.rollingLoss()) + ", over the last " + losses.window() : "-")
                .line("baseline's loss", any ? number(losses.baselineLoss()) : "-")
                .line(
                        "speed",
                        String.format(
                                Locale.ROOT,
                                "%,.0f examples/s, %,.0f features/s",
                                examplesPerSecond,
                                featuresPerSecond));
        if (losses.labeled() >= LABELS_TO_JUDGE && losses.meanLoss() > losses.baselineLoss()) {
            summary.line(
                    "worse than baseline",
                    "one that ignores all features has a smaller mean loss; learn --race compares settings");
        }
        if (any) {
            QualitySummary.add(summary, classes, losses);
        }
    }
}
