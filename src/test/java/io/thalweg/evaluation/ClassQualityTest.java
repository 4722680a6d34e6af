package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The figures of many classes equal their definitions, worked out over the list of what was predicted; and what hinge loss has of them. */
class ClassQualityTest {
    private static final int WINDOW = 40;
    private static final int CLASSES = 4;
    private static final double FLOAT = 1e-6; // relative; the window keeps floats
    private static final double DOUBLE = 1e-11;

    private record Said(double importance, int label, int predicted, double[] probabilities) {
        double probability() {
            return predicted < 0 ? 0 : probabilities[predicted];
        }

        boolean right() {
            return predicted == label;
        }

        double loss() {
            return -Math.log(probabilities[label]);
        }
    }

    private final List<Said> all = new ArrayList<>();
    private final List<Double> baselineLosses = new ArrayList<>();
    private final List<Double> baselineErrors = new ArrayList<>();
    private final List<Double> previousLosses = new ArrayList<>();
    private final List<Double> previousErrors = new ArrayList<>();

    @Test
    void ofManyClasses() {
        for (long seed = 1; seed <= 10; seed++) {
            all.clear();
            baselineLosses.clear();
            baselineErrors.clear();
            previousLosses.clear();
            previousErrors.clear();
            Random random = new Random(seed);
            ProgressiveValidation validation = validation();
            for (int n = 0; n < 3 * WINDOW; n++) { // the ring of two windows wraps
                Said said = next(random, n);
                addOthers(said);
                all.add(said);
                record(validation, said);
                int known = Math.min(CLASSES, 1 + n / 10);
                RollingLoss figures = validation.rollingLoss(known);
                String when = "seed " + seed + ", example " + n;
                check(when, figures.cumulative(), 0, known, DOUBLE);
                check(when + ", rolling", figures.rolling(), Math.max(0, n + 1 - WINDOW), known, FLOAT);
            }
        }
    }

    private static ProgressiveValidation validation() {
        Loss loss = new SoftmaxLoss(CLASSES, List.of());
        return new ProgressiveValidation(loss, WINDOW, new Convergence(0, 0));
    }

    private static Said next(Random random, int n) {
        double[] probabilities = new double[CLASSES];
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            probabilities[c] = 1 + random.nextInt(4);
            sum += probabilities[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            probabilities[c] = (float) (probabilities[c] / sum);
        }
        double importance = random.nextInt(4) == 0 ? 0 : random.nextInt(8) / 2.0;
        int predicted = n == 0 ? -1 : random.nextInt(CLASSES);
        return new Said(importance, random.nextInt(1 + random.nextInt(CLASSES)), predicted, probabilities);
    }

    private static void record(ProgressiveValidation validation, Said said) {
        validation.record(said.label, said.importance, said.predicted, said.probabilities, said.loss(), 0);
    }

    private void addOthers(Said now) {
        double[] seen = new double[CLASSES];
        double importance = 0;
        int previous = -1;
        double repeated = 1;
        for (Said said : all) {
            seen[said.label] += said.importance;
            importance += said.importance;
            if (said.importance > 0) {
                repeated += said.label == previous ? said.importance : 0;
                previous = said.label;
            }
        }
        int most = 0;
        for (int c = 0; c < CLASSES; c++) {
            most = seen[c] > seen[most] ? c : most;
        }
        baselineLosses.add(-Math.log((seen[now.label] + 1) / (importance + CLASSES)));
        baselineErrors.add(importance > 0 && now.label == most ? 0.0 : 1.0);
        double again = repeated / (importance + 2);
        double likelihood = now.label == previous ? again : (1 - again) / (CLASSES - 1);
        previousLosses.add(importance > 0 ? -Math.log(likelihood) : Math.log(CLASSES));
        previousErrors.add(importance > 0 && now.label == previous ? 0.0 : 1.0);
    }

    private void check(String when, Comparison actual, int from, int known, double tolerance) {
        List<Said> rows = all.subList(from, all.size());
        double entropy = 0;
        for (int c = 0; c < CLASSES; c++) {
            int label = c;
            double share = share(rows, said -> said.label == label);
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        double loss = mean(rows, Said::loss);
        close(when + " loss", actual.model().loss(), Double.isNaN(loss) ? 0 : loss, tolerance);
        close(when + " accuracy", actual.model().accuracy(), share(rows, Said::right), tolerance);
        close(
                when + " entropy",
                actual.model().normalizedEntropy(),
                entropy > 0 ? loss / entropy : Double.NaN,
                tolerance);
        close(
                when + " calibration",
                actual.model().calibration(),
                sum(rows, Said::probability) / sum(rows, said -> said.right() ? 1 : 0),
                tolerance);
        assertThat(actual.model().auc()).isNaN();
        check(when + " baseline", actual.baseline(), baselineLosses, baselineErrors, from, tolerance);
        check(when + " previous", actual.previousLabel(), previousLosses, previousErrors, from, tolerance);
        checkBins(when, actual.reliability(), rows, tolerance);
        assertThat(actual.classes()).hasSize(known);
        for (int c = 0; c < known; c++) {
            check(when + " class " + c, actual.classes().get(c), rows, c, tolerance);
        }
    }

    private void check(
            String when, Quality actual, List<Double> losses, List<Double> errors, int from, double tolerance) {
        double importance = 0;
        double loss = 0;
        double error = 0;
        for (int n = from; n < all.size(); n++) {
            importance += all.get(n).importance;
            loss += all.get(n).importance * losses.get(n);
            error += all.get(n).importance * errors.get(n);
        }
        close(when + " loss", actual.loss(), importance > 0 ? loss / importance : 0, tolerance);
        close(when + " accuracy", actual.accuracy(), 1 - error / importance, tolerance);
        assertThat(actual.auc()).isNaN();
        assertThat(actual.calibration()).isNaN();
    }

    private static void check(String what, ClassQuality actual, List<Said> rows, int c, double tolerance) {
        double labeled = sum(rows, said -> said.label == c ? 1 : 0);
        double predicted = sum(rows, said -> said.predicted == c ? 1 : 0);
        double right = sum(rows, said -> said.predicted == c && said.right() ? 1 : 0);
        close(what + " share", actual.share(), share(rows, said -> said.label == c), tolerance);
        close(what + " precision", actual.precision(), right / predicted, tolerance);
        close(what + " recall", actual.recall(), right / labeled, tolerance);
        double calibration = sum(rows, said -> said.probabilities[c]) / labeled;
        close(what + " calibration", actual.calibration(), calibration, tolerance);
        close(what + " auc", actual.auc(), tolerance == FLOAT ? auc(rows, c) : Double.NaN, tolerance);
    }

    private static double auc(List<Said> rows, int c) {
        double pairs = 0;
        double won = 0;
        for (Said positive : rows) {
            for (Said negative : rows) {
                if (positive.label == c && negative.label != c) {
                    double pair = positive.importance * negative.importance;
                    pairs += pair;
                    won += pair * (1 + Math.signum(positive.probabilities[c] - negative.probabilities[c])) / 2;
                }
            }
        }
        return won / pairs;
    }

    private static void checkBins(String when, List<ReliabilityBin> bins, List<Said> rows, double tolerance) {
        assertThat(bins).hasSize(10);
        for (int bin = 0; bin < 10; bin++) {
            double from = bin / 10.0;
            double to = (bin + 1) / 10.0;
            List<Said> inside = rows.stream()
                    .filter(said -> said.probability() >= from && said.probability() < to)
                    .toList();
            close(when, bins.get(bin).importance(), sum(inside, said -> 1), tolerance);
            close(when, bins.get(bin).meanPrediction(), mean(inside, Said::probability), tolerance);
            close(when, bins.get(bin).meanLabel(), share(inside, Said::right), tolerance);
        }
    }

    @Test
    void goesOnFromItsState() throws IOException {
        Random random = new Random(3);
        ProgressiveValidation whole = validation();
        ProgressiveValidation second = validation();
        for (int n = 0; n < 150; n++) {
            Said said = next(random, n);
            record(whole, said);
            if (n == 70) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                whole.write(new DataOutputStream(bytes));
                record(second, next(new Random(9), 1)); // resuming forgets this
                second.clear();
                for (int block = 0; block < whole.blocks().count(); block++) {
                    second.blocks().decode(block, whole.blocks().encode(block));
                }
                second.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            } else if (n > 70) {
                record(second, said);
                assertThat(second.rollingLoss(CLASSES)).isEqualTo(whole.rollingLoss(CLASSES));
            }
        }
    }

    @Test
    void ofHingeLossAreAccuracyAndAuc() {
        HingeLoss loss = new HingeLoss();
        ProgressiveValidation validation = new ProgressiveValidation(loss, 4, new Convergence(0, 0));
        double[][] rows = {{1, 0.5}, {-1, 0.25}, {-1, -3}, {1, -0.5}};
        for (double[] row : rows) {
            validation.record(row[0], 1, row[1], loss.mean(row[1]), loss.value(row[1], row[0]), 0);
        }
        Comparison rolling = validation.rollingLoss(0).rolling();
        assertThat(rolling.model().accuracy()).isEqualTo(0.5);
        assertThat(rolling.model().auc()).isEqualTo(0.75);
        assertThat(rolling.model().calibration()).isNaN();
        assertThat(rolling.model().normalizedEntropy()).isNaN();
        assertThat(rolling.reliability()).isEmpty();
        assertThat(rolling.classes()).isEmpty();
        assertThat(rolling.previousLabel().accuracy()).isEqualTo(0.25);
        assertThat(validation.rollingLoss(0).cumulative().model().accuracy()).isEqualTo(0.5);
    }

    private static double sum(List<Said> rows, ToDoubleFunction<Said> figure) {
        return rows.stream()
                .mapToDouble(said -> said.importance * figure.applyAsDouble(said))
                .sum();
    }

    private static double mean(List<Said> rows, ToDoubleFunction<Said> figure) {
        return sum(rows, figure) / sum(rows, said -> 1);
    }

    private static double share(List<Said> rows, Predicate<Said> which) {
        return mean(rows, said -> which.test(said) ? 1 : 0);
    }

    private static void close(String what, double actual, double expected, double tolerance) {
        if (Double.isFinite(expected)) {
            assertThat(actual).as(what).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(actual).as(what).isNaN();
        }
    }
}
