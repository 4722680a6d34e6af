package io.thalweg.evaluation;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.thalweg.loss.LogisticLoss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ProgressiveValidationTest {
    private static final int WINDOW = 10;
    private static final Convergence CONVERGENCE = new Convergence(0.01, 0.5);
    private static final double FLOAT = 1e-4; // per cent; the window keeps floats

    private final ProgressiveValidation validation = new ProgressiveValidation(new LogisticLoss(), WINDOW, CONVERGENCE);

    private record Entry(double importance, double loss, double baselineLoss, double gradientNorm) {}

    @Test
    void equalsANaiveRecomputation() {
        Random random = new Random(4);
        List<Entry> entries = new ArrayList<>();
        double positives = 1;
        double total = 2;
        for (int k = 0; k < 95; k++) { // the ring of 20 wraps four times
            double label = random.nextInt(3) == 0 ? 1 : 0;
            double importance = random.nextInt(4) == 0 ? 0 : 3 * random.nextDouble();
            double rate = positives / total;
            double baseline = -Math.log(label == 1 ? rate : 1 - rate);
            Entry entry = new Entry(importance, random.nextDouble(), baseline, 2 * random.nextDouble());
            entries.add(entry);
            positives += importance * label;
            total += importance;
            validation.record(label, importance, 0, 0.5, entry.loss, entry.gradientNorm);

            List<Entry> last = entries.subList(Math.max(0, k + 1 - WINDOW), k + 1);
            RollingLoss figures = validation.rollingLoss(0);
            assertThat(figures.labeled()).isEqualTo(k + 1).isEqualTo(validation.labeled());
            assertThat(figures.window()).isEqualTo(WINDOW);
            assertThat(figures.meanLoss()).isCloseTo(mean(entries, Entry::loss), withinPercentage(1e-10));
            assertThat(figures.baselineLoss()).isCloseTo(mean(entries, Entry::baselineLoss), withinPercentage(1e-10));
            assertThat(figures.rollingLoss()).isCloseTo(mean(last, Entry::loss), withinPercentage(FLOAT));
            assertThat(figures.rollingBaselineLoss())
                    .isCloseTo(mean(last, Entry::baselineLoss), withinPercentage(FLOAT));
            assertThat(figures.rollingGradientNorm())
                    .isCloseTo(mean(last, Entry::gradientNorm), withinPercentage(FLOAT));
        }
    }

    private static double mean(List<Entry> entries, ToDoubleFunction<Entry> figure) {
        double sum = 0;
        double importance = 0;
        for (Entry entry : entries) {
            sum += entry.importance * figure.applyAsDouble(entry);
            importance += entry.importance;
        }
        return importance > 0 ? sum / importance : 0;
    }

    @Test
    void allFiguresAreZeroBeforeTheFirstLabelAndBeforeTheFirstImportance() {
        figuresAreZero(0);
        validation.record(1, 0, 0, 0.5, 5, 5);
        figuresAreZero(1);
        validation.clear();
        figuresAreZero(0);
    }

    private void figuresAreZero(long labeled) {
        RollingLoss figures = validation.rollingLoss(0);
        assertThat(figures.labeled()).isEqualTo(labeled);
        assertThat(figures.rollingGradientNorm()).isZero();
        assertThat(figures.converged()).isFalse();
        for (Comparison span : List.of(figures.rolling(), figures.cumulative())) {
            for (Quality quality : List.of(span.model(), span.baseline(), span.previousLabel())) {
                assertThat(quality).isEqualTo(new Quality(0, NaN, NaN, NaN, NaN, NaN, NaN, NaN));
            }
            assertThat(span.reliability()).hasSize(10).containsOnly(new ReliabilityBin(0, NaN, NaN));
        }
    }

    @Test
    void convergesOnAConstantStreamAndNoLongerAfterAShift() {
        assertThat(convergedAfter(2 * WINDOW - 1, 0.3, 0.1)).isFalse();
        assertThat(convergedAfter(1, 0.3, 0.1)).isTrue();
        assertThat(convergedAfter(30, 0.3, 0.1)).isTrue();
        assertThat(convergedAfter(2, 0.6, 0.1)).isFalse();
        assertThat(convergedAfter(2 * WINDOW - 3, 0.6, 0.1)).isFalse();
        assertThat(convergedAfter(1, 0.6, 0.1)).isTrue();
    }

    @Test
    void isNotConvergedWhileTheGradientIsLarge() {
        assertThat(convergedAfter(4 * WINDOW, 0.3, 0.6)).isFalse();
        assertThat(convergedAfter(WINDOW, 0.3, 0.4)).isTrue();
    }

    private boolean convergedAfter(int examples, double loss, double gradientNorm) {
        for (int k = 0; k < examples; k++) {
            validation.record(1, 1, 0, 0.5, loss, gradientNorm);
        }
        return validation.rollingLoss(0).converged();
    }

    @Test
    void anotherWindowLengthRestartsTheRollingPartOnly() throws IOException {
        convergedAfter(50, 0.3, 0.1);
        RollingLoss before = validation.rollingLoss(0);
        ProgressiveValidation longer = new ProgressiveValidation(new LogisticLoss(), WINDOW + 1, CONVERGENCE);
        restoreMeta(longer);
        RollingLoss after = longer.rollingLoss(0);
        assertThat(after.labeled()).isEqualTo(50);
        assertThat(after.window()).isEqualTo(WINDOW + 1);
        assertThat(after.cumulative()).isEqualTo(before.cumulative());
        assertThat(after.rolling())
                .isEqualTo(new ProgressiveValidation(new LogisticLoss(), WINDOW, CONVERGENCE)
                        .rollingLoss(0)
                        .rolling());
        assertThat(longer.blocks().dirty()).containsOnly(true);
        for (int k = 1; k <= 2 * (WINDOW + 1); k++) {
            longer.record(1, 1, 0, 0.5, 0.3, 0.1);
            assertThat(longer.rollingLoss(0).rollingLoss()).isCloseTo(0.3, withinPercentage(FLOAT));
            assertThat(longer.rollingLoss(0).converged())
                    .as("converged, %d examples after the restart", k)
                    .isEqualTo(k == 2 * (WINDOW + 1));
        }
    }

    private void restoreMeta(ProgressiveValidation other) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        validation.write(new DataOutputStream(bytes));
        other.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void theWindowKeepsLossesBeyondTheRangeOfAFloatFinite() {
        validation.record(1, 1e18, -1e36, 0, 1e36, 1e36);
        assertThat(validation.rollingLoss(0).rollingLoss()).isFinite();
        assertThat(validation.rollingLoss(0).meanLoss()).isCloseTo(1e36, withinPercentage(1e-10));
    }
}
