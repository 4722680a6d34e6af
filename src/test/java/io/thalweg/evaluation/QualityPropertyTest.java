package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SquaredLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Every figure equals its definition, worked out over the list of what was predicted. */
class QualityPropertyTest {
    private static final int WINDOW = 40;
    private static final double FLOAT = 1e-6; // relative; the window keeps floats
    private static final double DOUBLE = 1e-11;

    /** What one predictor said of one example. */
    private record Said(double importance, double label, double margin, double mean, double loss) {}

    /** What all said of one example. */
    private record Row(Said model, Said baseline, Said previous) {}

    @Test
    void ofClasses() {
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            follow(new LogisticLoss(), seed, k -> random.nextInt(3) == 0 ? 1 : 0, k -> random.nextInt(17) / 4f - 2f);
        }
    }

    @Test
    void ofNumbers() {
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            follow(new SquaredLoss(), seed, k -> 300 + random.nextGaussian(), k ->
                    (float) (300 + random.nextGaussian()));
        }
    }

    private static void follow(
            MarginLoss loss, long seed, ToDoubleFunction<Integer> labels, ToDoubleFunction<Integer> margins) {
        ProgressiveValidation validation = new ProgressiveValidation(loss, WINDOW, new Convergence(0, 0));
        boolean classes = loss instanceof LogisticLoss;
        Random random = new Random(-seed);
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < 3 * WINDOW; k++) { // the ring of two windows wraps
            double label = labels.applyAsDouble(k);
            double margin = margins.applyAsDouble(k);
            double importance = random.nextInt(4) == 0 ? 0 : random.nextInt(8) / 2.0;
            Said model = new Said(importance, label, margin, loss.mean(margin), loss.value(margin, label));
            rows.add(new Row(model, average(rows, model, classes), previous(rows, model, classes)));
            validation.record(label, importance, margin, loss.mean(margin), loss.value(margin, label), 0);

            RollingLoss figures = validation.rollingLoss(0);
            String when = "seed " + seed + ", example " + k;
            check(when + ", cumulative", figures.cumulative(), rows, classes, false);
            check(
                    when + ", rolling",
                    figures.rolling(),
                    rows.subList(Math.max(0, k + 1 - WINDOW), k + 1),
                    classes,
                    true);
        }
    }

    private static Said average(List<Row> before, Said now, boolean classes) {
        double prior = classes ? 1 : 0;
        double total = 2 * prior + sum(models(before), Said::importance);
        double labels = prior + sum(models(before), said -> said.importance * said.label);
        return said(now, total > 0 ? labels / total : 0, classes);
    }

    private static Said previous(List<Row> before, Said now, boolean classes) {
        double previous = 0;
        double right = 1;
        double total = 2;
        for (Row row : before) {
            if (row.model.importance > 0) {
                total += row.model.importance;
                right += row.model.label == previous ? row.model.importance : 0;
                previous = row.model.label;
            }
        }
        if (!classes) {
            return said(now, previous, false);
        }
        double loss = -Math.log(now.label == previous ? right / total : 1 - right / total);
        return new Said(now.importance, now.label, 0, previous, loss);
    }

    private static Said said(Said now, double mean, boolean classes) {
        double squared = 0.5 * (mean - now.label) * (mean - now.label);
        double loss = classes ? -Math.log(now.label == 1 ? mean : 1 - mean) : squared;
        return new Said(now.importance, now.label, 0, mean, loss);
    }

    private static void check(String when, Comparison actual, List<Row> rows, boolean classes, boolean rolling) {
        double tolerance = rolling ? FLOAT : DOUBLE;
        List<Said> model = models(rows);
        check(when + ", model", actual.model(), model, classes, tolerance);
        check(
                when + ", baseline",
                actual.baseline(),
                rows.stream().map(Row::baseline).toList(),
                classes,
                tolerance);
        check(
                when + ", previous",
                actual.previousLabel(),
                rows.stream().map(Row::previous).toList(),
                classes,
                tolerance);
        assertThat(actual.baseline().auc()).isNaN();
        assertThat(actual.previousLabel().calibration()).isNaN();
        if (classes) {
            close(when + " auc", actual.model().auc(), rolling ? auc(model) : Double.NaN, tolerance);
            double labels = sum(model, said -> said.importance * said.label);
            double means = sum(model, said -> said.importance * said.mean);
            close(
                    when + " calibration",
                    actual.model().calibration(),
                    labels > 0 ? means / labels : Double.NaN,
                    tolerance);
            checkBins(when, actual.reliability(), model, tolerance);
        } else {
            assertThat(actual.reliability()).isEmpty();
            assertThat(List.of(actual.model().auc(), actual.model().calibration()))
                    .containsOnly(Double.NaN);
        }
    }

    private static void check(String when, Quality actual, List<Said> said, boolean classes, double tolerance) {
        double mean = mean(said, Said::label);
        double loss = mean(said, Said::loss);
        close(when + " loss", actual.loss(), Double.isNaN(loss) ? 0 : loss, tolerance);
        if (classes) {
            double wrong = mean(said, one -> (one.mean > 0.5) != (one.label == 1) ? 1 : 0);
            double entropy = -mean * Math.log(mean) - (1 - mean) * Math.log(1 - mean);
            close(when + " accuracy", actual.accuracy(), 1 - wrong, tolerance);
            close(when + " entropy", actual.normalizedEntropy(), loss / entropy, tolerance);
            assertThat(List.of(actual.mae(), actual.rmse(), actual.r2())).containsOnly(Double.NaN);
        } else {
            double squares = mean(said, one -> (one.mean - one.label) * (one.mean - one.label));
            double variance = mean(said, one -> (one.label - mean) * (one.label - mean));
            close(when + " mae", actual.mae(), mean(said, one -> Math.abs(one.mean - one.label)), tolerance);
            close(when + " rmse", actual.rmse(), Math.sqrt(squares), tolerance);
            double r2 = variance > 1e-12 ? 1 - squares / variance : Double.NaN;
            close(when + " r2", actual.r2(), r2, tolerance);
            assertThat(List.of(actual.accuracy(), actual.normalizedEntropy())).containsOnly(Double.NaN);
        }
    }

    private static void checkBins(String when, List<ReliabilityBin> bins, List<Said> model, double tolerance) {
        assertThat(bins).hasSize(10);
        for (int bin = 0; bin < 10; bin++) {
            double from = bin / 10.0;
            double to = bin == 9 ? 2 : (bin + 1) / 10.0;
            List<Said> inside = model.stream()
                    .filter(one -> one.mean >= from && one.mean < to)
                    .toList();
            String what = when + " bin " + bin;
            close(what, bins.get(bin).importance(), sum(inside, Said::importance), tolerance);
            close(what, bins.get(bin).meanPrediction(), mean(inside, Said::mean), tolerance);
            close(what, bins.get(bin).meanLabel(), mean(inside, Said::label), tolerance);
        }
    }

    private static double auc(List<Said> model) {
        double pairs = 0;
        double won = 0;
        for (Said positive : model) {
            for (Said negative : model) {
                if (positive.label == 1 && negative.label == 0) {
                    double pair = positive.importance * negative.importance;
                    pairs += pair;
                    won += pair * (1 + Math.signum(positive.margin - negative.margin)) / 2;
                }
            }
        }
        return won / pairs;
    }

    private static List<Said> models(List<Row> rows) {
        return rows.stream().map(Row::model).toList();
    }

    private static double sum(List<Said> said, ToDoubleFunction<Said> figure) {
        return said.stream().mapToDouble(figure).sum();
    }

    private static double mean(List<Said> said, ToDoubleFunction<Said> figure) {
        return sum(said, one -> one.importance * figure.applyAsDouble(one)) / sum(said, Said::importance);
    }

    private static void close(String what, double actual, double expected, double tolerance) {
        if (Double.isFinite(expected)) {
            assertThat(actual).as(what).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(actual).as(what).isNaN();
        }
    }
}
