package io.thalweg.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SoftmaxLossTest {
    private static double[] mean(double... margins) {
        double[] probabilities = new double[margins.length];
        SoftmaxLoss.mean(margins, probabilities);
        return probabilities;
    }

    @Test
    void golden() {
        double[] probabilities = mean(1, 2, 3);
        double sum = Math.E + Math.exp(2) + Math.exp(3);
        assertThat(probabilities)
                .containsExactly(new double[] {Math.E / sum, Math.exp(2) / sum, Math.exp(3) / sum}, within(1e-15));
        assertThat(SoftmaxLoss.value(probabilities, 1)).isCloseTo(1.4076059644443804, within(1e-14));
        assertThat(SoftmaxLoss.derivative(probabilities, 1, 1)).isEqualTo(probabilities[1] - 1);
        assertThat(SoftmaxLoss.derivative(probabilities, 2, 1)).isEqualTo(probabilities[2]);
    }

    @Test
    void derivativeIsTheSlopeOfTheValue() {
        Random random = new Random(1);
        double h = 1e-5;
        for (int n = 0; n < 1000; n++) {
            double[] margins = random.doubles(2 + random.nextInt(6), -10, 10).toArray();
            int label = random.nextInt(margins.length);
            double[] probabilities = mean(margins);
            for (int c = 0; c < margins.length; c++) {
                double[] above = margins.clone();
                double[] below = margins.clone();
                above[c] += h;
                below[c] -= h;
                double slope =
                        (SoftmaxLoss.value(mean(above), label) - SoftmaxLoss.value(mean(below), label)) / (2 * h);
                assertThat(SoftmaxLoss.derivative(probabilities, c, label)).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @Test
    void ofTwoClassesIsTheLogisticLossOfTheDifference() {
        LogisticLoss logistic = new LogisticLoss();
        for (double margin = -30; margin <= 30; margin += 0.7) {
            double[] probabilities = mean(5, 5 + margin);
            assertThat(probabilities[1]).isCloseTo(logistic.mean(margin), within(1e-15));
            assertThat(SoftmaxLoss.value(probabilities, 1)).isCloseTo(logistic.value(margin, 1), within(1e-13));
        }
    }

    @Test
    void whatAllMarginsHaveInCommonDoesNotCount() {
        assertThat(mean(1e6 + 1, 1e6 + 3)).containsExactly(mean(1, 3));
    }

    @Test
    void staysFiniteAtAnyMargin() {
        for (double size : new double[] {1e3, 1e6, 1e18, 1e300}) {
            double[] probabilities = mean(size, -size, 0);
            assertThat(probabilities).containsExactly(1, 0, 0);
            for (int label = 0; label < 3; label++) {
                assertThat(SoftmaxLoss.value(probabilities, label)).isFinite().isNotNegative();
            }
            assertThat(SoftmaxLoss.value(probabilities, 0)).isZero();
        }
        assertThat(DoubleStream.of(mean(new double[1000])).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theMostProbableClassIsTheFirstOfEqualsAmongTheKnown() {
        double[] probabilities = {0.2, 0.3, 0.3, 0.2};
        assertThat(SoftmaxLoss.mostProbable(probabilities, 4)).isEqualTo(1);
        assertThat(SoftmaxLoss.mostProbable(probabilities, 1)).isZero();
        assertThat(SoftmaxLoss.mostProbable(probabilities, 0)).isEqualTo(-1);
        Arrays.fill(probabilities, 0.25);
        assertThat(SoftmaxLoss.mostProbable(probabilities, 4)).isZero();
    }

    @Test
    void theNameTellsHowManyClassesOrWhich() {
        assertThat(new SoftmaxLoss(3, List.of()).name()).isEqualTo("softmax of 3");
        assertThat(new SoftmaxLoss(2, List.of("a", "b")).name()).isEqualTo("softmax of a,b");
    }
}
