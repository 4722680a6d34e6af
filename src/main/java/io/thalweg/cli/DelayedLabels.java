package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Labels;
import io.thalweg.model.Prediction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Labels of a file as if each came a number of examples after its own: an example is served at once; when as many as the delay have been served behind it,
 * its label is learned. At the end the labels still missing come, in order. One thread.
 */
final class DelayedLabels {
    private final OnlineLearner learner;
    private final Labels labels;
    private final long delay;
    private final LearnRun run;
    private final Rejects rejects;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private double losses;
    private double importances;
    private long pendingExamples;
    private long pendingBytes;

    /** @param prediction of an example that will have no label, as it is written; else empty */
    private record Waiting(
            byte[] pending,
            double label,
            String labelName,
            String labelText,
            double importance,
            String prediction,
            int features,
            long line) {}

    /** @param delay at least 1 */
    DelayedLabels(OnlineLearner learner, long delay, LearnRun run, Rejects rejects) {
        this.learner = learner;
        this.delay = delay;
        this.run = run;
        this.rejects = rejects;
        labels = learner.model().labels();
    }

    void add(Example example, long line) throws IOException {
        Prediction prediction = learner.serve(example);
        boolean labeled = example.hasLabel();
        byte[] pending = labeled ? learner.pending(example) : new byte[0];
        pendingExamples += labeled ? 1 : 0;
        pendingBytes += pending.length;
        waiting.add(new Waiting(
                pending,
                example.label(),
                example.labelName(),
                labels.text(example),
                example.importance(),
                labeled ? "" : labels.text(prediction),
                example.features().size(),
                line));
        if (waiting.size() > delay) {
            settle(waiting.remove());
        }
    }

    void end() throws IOException {
        while (!waiting.isEmpty()) {
            settle(waiting.remove());
        }
    }

    private void settle(Waiting late) throws IOException {
        if (late.labelText.isEmpty()) {
            run.settle(late.prediction, "", Double.NaN, late.features);
            return;
        }
        try {
            learner.checkLabel(late.label, late.labelName);
        } catch (RejectedExampleException e) {
            learner.reject();
            rejects.add(late.line, e);
            return;
        }
        Prediction served = learner.learnLate(late.pending, late.label, late.labelName, true);
        if (served.learned() > 0) {
            losses += late.importance * served.loss();
            importances += late.importance;
        }
        run.settle(labels.text(served), late.labelText, served.loss(), late.features);
    }

    void summarize(Summary summary) {
        boolean any = importances > 0;
        double bytes = pendingExamples > 0 ? (double) pendingBytes / pendingExamples : Double.NaN;
        summary.put("labelDelay", delay)
                .put("meanLossAfterFirstLabel", any ? losses / importances : null)
                .put("bytesPerPendingExample", bytes);
        summary.line("label delay", delay + " examples; baseline and previous label are not delayed")
                .line(
                        "after first label",
                        any
                                ? ProgressTable.number(losses / importances) + ", the mean loss of what was served then"
                                : "-")
                .line(
                        "pending example",
                        pendingExamples > 0 ? String.format(Locale.ROOT, "%.0f bytes on average", bytes) : "-");
    }
}
