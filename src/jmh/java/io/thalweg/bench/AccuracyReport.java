package io.thalweg.bench;

import io.thalweg.evaluation.Convergence;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.model.Model;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Learns real data sets in one pass, each example predicted before it is learned, from the first on, and prints log loss or root mean squared error beside what
 * other tools reach on the same files. Takes a directory with {@code reference.tsv} and, for each set in it, {@code NAME.vw.gz}.
 */
final class AccuracyReport {
    private static final int[] HASH_BITS = {18, 24};
    private static final double[] RATES = {0.1, 0.5, 1, 4};
    private static final long SEED = 1;

    private AccuracyReport() {}

    /** Beside the best of the grids of others, and beside what they do untuned. */
    static void print(Path directory, PrintStream out) throws IOException {
        out.printf(
                "%-12s %9s %12s %12s %12s %12s %12s %7s%n",
                "set", "examples", "auto", "auto 24 bits", "best tuned", "VW default", "River", "ratio");
        double logarithms = 0;
        List<ReferenceFigures> sets = ReferenceFigures.read(directory.resolve("reference.tsv"));
        for (ReferenceFigures set : sets) {
            RealData data = RealData.read(directory.resolve(set.name() + ".vw.gz"));
            double[] figures = new double[HASH_BITS.length];
            for (int k = 0; k < figures.length; k++) {
                figures[k] = figure(settings(set.loss(), OptimizerKind.AUTO, 1, HASH_BITS[k]), data);
            }
            logarithms += Math.log(figures[0] / set.bestTuned());
            out.printf(
                    "%-12s %9d %12.6g %12.6g %12.6g %12.6g %12.6g %7.3f%n",
                    set.name(),
                    data.size(),
                    figures[0],
                    figures[1],
                    set.bestTuned(),
                    set.untuned("vw untuned"),
                    set.untuned("river untuned"),
                    figures[0] / set.bestTuned());
        }
        out.printf("geometric mean of the ratios: %.4f%n", Math.exp(logarithms / sets.size()));
    }

    /** On changed versions of the sets, beside AdaGrad, where it learns, with the best of a few learning rates in hindsight. */
    static void printPerturbed(Path directory, PrintStream out) throws IOException {
        out.printf("%-12s %-14s %12s %12s %7s   %s%n", "set", "version", "auto", "AdaGrad", "ratio", "its rate");
        Map<Perturbation, List<Double>> logarithms = new EnumMap<>(Perturbation.class);
        for (ReferenceFigures set : ReferenceFigures.read(directory.resolve("reference.tsv"))) {
            RealData original = RealData.read(directory.resolve(set.name() + ".vw.gz"));
            for (Perturbation perturbation : Perturbation.values()) {
                if (!perturbation.appliesTo(set.loss())) {
                    continue;
                }
                RealData data = perturbation.of(original, SEED);
                double auto = figure(settings(set.loss(), OptimizerKind.AUTO, 1, HASH_BITS[0]), data);
                if (!(set.loss() instanceof MarginLoss)) {
                    out.printf("%-12s %-14s %12.6g%n", set.name(), perturbation, auto);
                    continue;
                }
                double best = Double.POSITIVE_INFINITY;
                double bestRate = 0;
                for (double rate : RATES) {
                    double figure = figure(settings(set.loss(), OptimizerKind.ADAGRAD, rate, HASH_BITS[0]), data);
                    bestRate = figure < best ? rate : bestRate;
                    best = Math.min(best, figure);
                }
                logarithms
                        .computeIfAbsent(perturbation, added -> new ArrayList<>())
                        .add(Math.log(auto / best));
                out.printf(
                        "%-12s %-14s %12.6g %12.6g %7.3f   %s%n",
                        set.name(), perturbation, auto, best, auto / best, bestRate);
            }
        }
        logarithms.forEach((perturbation, ratios) -> out.printf(
                "geometric mean of the ratios, %s: %.4f%n",
                perturbation,
                Math.exp(ratios.stream().mapToDouble(r -> r).average().orElseThrow())));
    }

    /** Everything but these as it is by default. */
    static LearnerSettings settings(Loss loss, OptimizerKind kind, double rate, int hashBits) {
        return new LearnerSettings(
                loss,
                kind,
                new LearningRate.Constant(rate),
                1,
                new Regularization(0, 0),
                hashBits,
                new InitialWeights(0, 0),
                new Steps(true, 0),
                RealData.MAX_FEATURES,
                1000,
                new Convergence(0.01, 1),
                64);
    }

    private static double figure(LearnerSettings settings, RealData data) {
        Model model = new OnlineLearner(settings).model();
        double sum = 0;
        int scored = 0;
        RealData.Cursor examples = data.examples(settings.hashBits());
        for (int n = 0; n < data.size(); n++) {
            double loss = model.predict(examples.next()).loss();
            model.learn(examples.current());
            sum += examples.isScored() ? loss : 0;
            scored += examples.isScored() ? 1 : 0;
        }
        double mean = sum / scored;
        return settings.loss() instanceof SquaredLoss ? Math.sqrt(2 * mean) : mean;
    }
}
