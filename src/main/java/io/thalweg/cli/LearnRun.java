package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.example.ParsedExamples;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Labels;
import io.thalweg.model.Prediction;
import java.io.IOException;

/** One pass of a learner over a file: predictions, curve, progress and rejects as they come, and the figures at the end. One thread. */
final class LearnRun {
    private final OnlineLearner learner;
    private final Labels labels;
    private final PredictionsFile predictions;
    private final CurveFile curve;
    private final ProgressTable table;
    private final Rejects rejects;
    private final long before;
    private final long labeledBefore;
    private long features;

    LearnRun(
            OnlineLearner learner, PredictionsFile predictions, CurveFile curve, ProgressTable table, Rejects rejects) {
        this.learner = learner;
        this.predictions = predictions;
        this.curve = curve;
        this.table = table;
        this.rejects = rejects;
        labels = learner.model().labels();
        before = learner.examples();
        labeledBefore = learner.labeled();
    }

    /** @param delay how many examples later a label comes; 0 for with its example */
    void run(ParsedExamples parsed, long delay, Summary summary) throws IOException {
        DelayedLabels delayed = delay == 0 ? null : new DelayedLabels(learner, delay, this, rejects);
        long start = System.nanoTime();
        while (true) {
            Example example;
            try {
                example = parsed.next();
                if (example == null) {
                    break;
                }
                learner.check(example);
            } catch (RejectedExampleException e) {
                learner.reject();
                rejects.add(parsed.line(), e);
                continue;
            }
            features += example.features().size();
            if (delayed == null) {
                learn(example);
            } else {
                delayed.add(example, parsed.line());
            }
        }
        if (delayed != null) {
            delayed.end();
        }
        conclude((System.nanoTime() - start) * 1e-9, summary);
        if (delayed != null) {
            delayed.summarize(summary);
        }
    }

    private void learn(Example example) {
        Prediction prediction = learner.process(example);
        predictions.write(labels, example, prediction);
        mark(example.hasLabel());
        table.add(
                prediction.loss(),
                () -> labels.text(example),
                () -> labels.text(prediction),
                example.features().size(),
                learner::rollingLoss);
    }

    /**
     * Tells of an example whose label has come, or will not come.
     *
     * @param label as it is written; empty if there is none
     * @param loss NaN if there is none
     */
    void settle(String prediction, String label, double loss, int features) {
        predictions.write(prediction, label, loss);
        mark(!label.isEmpty());
        table.add(loss, () -> label, () -> prediction, features, learner::rollingLoss);
    }

    private void mark(boolean labeled) {
        if (labeled && curve.isDue(learner.labeled())) {
            curve.write(learner.examples(), learner.rollingLoss());
        }
    }

    private void conclude(double seconds, Summary summary) {
        long examples = learner.examples() - before;
        long labeled = learner.labeled() - labeledBefore;
        if (labeled > 0 && !curve.isDue(learner.labeled())) {
            curve.write(learner.examples(), learner.rollingLoss());
        }
        rejects.conclude(examples);
        LearningSummary.add(
                summary,
                examples,
                labeled,
                rejects.count(),
                labels.classes(),
                learner.rollingLoss(),
                features,
                seconds);
        if (labeledBefore > 0) {
            summary.line("learned in all", learner.labeled() + " examples; the mean losses are over all of them");
        }
        summary.put("learned", learner.labeled());
        if (learner.model().refused() > 0) {
            summary.line(
                    "refused updates",
                    learner.model().refused()
                            + ", beyond all measure: the learner diverges; lower learning.rate, or leave"
                            + " optimizer at auto");
        }
        summary.put("refusedUpdates", learner.model().refused());
    }
}
