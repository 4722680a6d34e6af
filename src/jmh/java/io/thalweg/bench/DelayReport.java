package io.thalweg.bench;

import io.thalweg.loss.SquaredLoss;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Learns real data sets with every label a number of rows late, and prints log loss or root mean squared error over the rows that were scored after the first
 * label (of labels that come at once, over all rows), beside the best in hindsight, under the same delay, of the single experts and of twelve AdaGrads
 * ({@link DelayedAdaGrad}). Takes a directory like {@link AccuracyReport}.
 */
final class DelayReport {
    private static final int[] DELAYS = {0, 10, 100, 1000};

    private DelayReport() {}

    static void print(Path directory, PrintStream out) throws IOException {
        out.printf(
                "%-12s %6s %12s %12s %12s %7s   %s%n",
                "set", "delay", "auto", "best expert", "best AdaGrad", "ratio", "its rate");
        List<ReferenceFigures> sets = ReferenceFigures.read(directory.resolve("reference.tsv"));
        double[] logarithms = new double[DELAYS.length];
        double[] worst = new double[DELAYS.length];
        for (ReferenceFigures set : sets) {
            RealData data = RealData.read(directory.resolve(set.name() + ".vw.gz"));
            for (int k = 0; k < DELAYS.length; k++) {
                DelayedRun run = new DelayedRun(set.loss(), data, DELAYS[k]);
                run.run();
                boolean squared = set.loss() instanceof SquaredLoss;
                double auto = figure(squared, run.auto());
                double expert = figure(squared, run.bestExpert());
                double best = Math.min(expert, figure(squared, run.bestAdaGrad()));
                logarithms[k] += Math.log(auto / best);
                worst[k] = Math.max(worst[k], auto / expert);
                out.printf(
                        "%-12s %6d %12.6g %12.6g %12.6g %7.3f   %s%n",
                        set.name(),
                        DELAYS[k],
                        auto,
                        expert,
                        figure(squared, run.bestAdaGrad()),
                        auto / best,
                        run.bestAdaGradName());
            }
        }
        for (int k = 0; k < DELAYS.length; k++) {
            out.printf(
                    "labels %d rows late: geometric mean of the ratios %.4f, worst against the best expert %.3f%n",
                    DELAYS[k], Math.exp(logarithms[k] / sets.size()), worst[k]);
        }
    }

    private static double figure(boolean squared, double meanLoss) {
        return squared ? Math.sqrt(2 * meanLoss) : meanLoss;
    }
}
