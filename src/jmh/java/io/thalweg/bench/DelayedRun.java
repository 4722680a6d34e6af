package io.thalweg.bench;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.model.ExpertMargins;
import io.thalweg.model.PendingExample;
import io.thalweg.optimizer.OptimizerKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** One pass over a data set whose labels come a number of rows late: the learner with nothing to tune, its experts, and AdaGrads on the same rows. */
final class DelayedRun {
    private static final int HASH_BITS = 18;

    private final Loss loss;
    private final RealData data;
    private final int delay;
    private final OnlineLearner learner;
    private final PendingExample row;
    private final List<DelayedAdaGrad> others = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final double[] experts = new double[ExpertMargins.EXPERTS];
    private final double[] losses = new double[2 * DelayedAdaGrad.RATES.length];
    private final LabelUnits units = new LabelUnits();
    private double auto;
    private int scored;

    private record Waiting(byte[] pending, double label, boolean scored, double[][] margins) {}

    DelayedRun(Loss loss, RealData data, int delay) {
        this.loss = loss;
        this.data = data;
        this.delay = delay;
        learner = new OnlineLearner(AccuracyReport.settings(loss, OptimizerKind.AUTO, 1, HASH_BITS));
        row = learner.model().pendingExample();
        for (boolean fresh : new boolean[] {true, false}) {
            for (double rate : DelayedAdaGrad.RATES) {
                others.add(new DelayedAdaGrad(rate, fresh, loss.outputs(), HASH_BITS));
            }
        }
    }

    void run() throws IOException {
        RealData.Cursor examples = data.examples(HASH_BITS);
        for (int n = 0; n < data.size(); n++) {
            Example example = examples.next();
            learner.serve(example);
            waiting.add(served(learner.pending(example), example.label()));
            if (waiting.size() > delay) {
                learn(waiting.remove());
            }
        }
        while (!waiting.isEmpty()) {
            learn(waiting.remove());
        }
    }

    private Waiting served(byte[] pending, double label) throws IOException {
        row.read(pending);
        boolean scored = delay == 0 || units.labels() > 0;
        for (int expert = 0; scored && expert < experts.length; expert++) {
            experts[expert] += loss(ExpertMargins.of(row, expert), label);
        }
        double[][] margins = new double[others.size()][];
        for (int k = 0; k < margins.length; k++) {
            margins[k] = others.get(k).margins(row.example().features());
            losses[k] += scored ? loss(margins[k], label) : 0;
        }
        return new Waiting(pending, label, scored, margins);
    }

    private void learn(Waiting late) throws IOException {
        learner.checkLabel(late.label, "");
        double loss = learner.learnLate(late.pending, late.label, "", true).loss();
        auto += late.scored ? loss : 0;
        scored += late.scored ? 1 : 0;
        units.add(late.label);
        row.read(late.pending);
        Features x = row.example().features();
        double label = label(late.label);
        for (int k = 0; k < others.size(); k++) {
            others.get(k).learn(x, late.margins[k], label, this.loss instanceof SquaredLoss);
        }
    }

    private double label(double written) {
        if (loss instanceof SquaredLoss) {
            return units.standardized(written);
        }
        return loss instanceof LogisticLoss logistic ? logistic.label(written) : classOf(written);
    }

    /** By number; for a class not yet known the number that it would get. */
    private int classOf(double written) {
        List<String> classes = learner.model().labels().classes();
        for (int c = 0; c < classes.size(); c++) {
            if (Double.parseDouble(classes.get(c)) == written) {
                return c;
            }
        }
        return classes.size();
    }

    private double loss(double[] margins, double written) {
        if (loss instanceof SquaredLoss squared) {
            return squared.value(units.said(margins[0]), written);
        }
        if (loss instanceof LogisticLoss logistic) {
            return logistic.value(Math.max(-50, Math.min(50, margins[0])), logistic.label(written));
        }
        double[] means = new double[margins.length];
        SoftmaxLoss.mean(margins, means);
        return SoftmaxLoss.value(means, classOf(written));
    }

    /** The mean loss over the rows scored after the first label. */
    double auto() {
        return auto / scored;
    }

    double bestExpert() {
        return Arrays.stream(experts).min().orElseThrow() / scored;
    }

    double bestAdaGrad() {
        return Arrays.stream(losses).min().orElseThrow() / scored;
    }

    String bestAdaGradName() {
        int best = 0;
        for (int k = 1; k < losses.length; k++) {
            best = losses[k] < losses[best] ? k : best;
        }
        return others.get(best).name();
    }
}
