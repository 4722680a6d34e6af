package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImplicitStepTest {
    private static final double[] LENGTHS = {1e-12, 1e-6, 1e-3, 0.1, 0.5, 1, 2, 10, 100, 1e4, 1e6, 1e12};

    /** Near enough for all but a confident mistake of long features, where the step is large anyway. */
    @Test
    void logisticStepEndsCloseToTheRoot() {
        for (double t = -490; t <= 20; t += 0.25) {
            for (double length : LENGTHS) {
                double root = root(t, length);
                double step = ImplicitStep.logistic(probability(t), length);
                assertThat(step).as("t=%s A=%s", t, length).isBetween(root * 0.995 - 1e-15, root * 1.05 + 1e-15);
                if (length <= 0.1) {
                    assertThat(step).as("t=%s A=%s", t, length).isCloseTo(root, within(1e-6 * root + 1e-15));
                }
            }
        }
    }

    @Test
    void logisticStepOfShortFeaturesIsTheGradient() {
        for (double t = -20; t <= 20; t += 0.5) {
            double gradient = 1e-9 / (1 + Math.exp(t));
            assertThat(ImplicitStep.logistic(probability(t), 1e-9))
                    .isCloseTo(gradient, within(1e-8 * gradient + 1e-15));
        }
    }

    @Test
    void logisticStepIsFiniteAndTowardsTheLabelWhateverTheMarginAndLength() {
        for (double t : new double[] {-1e300, -1e6, -701, -700, -650, -30, 0, 30, 36, 37, 650, 701, 1e6, 1e300}) {
            for (double length : new double[] {Double.MIN_VALUE, 1e-300, 1e-9, 1, 15_000, 1e5, 1e9, 1e30, 1e60}) {
                assertThat(ImplicitStep.logistic(probability(t), length))
                        .as("t=%s A=%s", t, length)
                        .isBetween(0.0, length);
            }
        }
    }

    @Test
    void squaredStepNeverPassesTheLabel() {
        for (double length : LENGTHS) {
            assertThat(3 + ImplicitStep.squared(3, 5, length)).isBetween(3.0, 5.0);
            assertThat(3 + ImplicitStep.squaredKalman(3, -5, length)).isBetween(-5.0, 3.0);
        }
        assertThat(ImplicitStep.squared(3, 5, 1e12)).isEqualTo(2);
    }

    @Test
    void squaredStepIsWhatManySmallStepsAddUpTo() {
        double margin = 3;
        for (int n = 0; n < 100_000; n++) {
            margin += 0.7 / 100_000 * (5 - margin);
        }
        assertThat(3 + ImplicitStep.squared(3, 5, 0.7)).isCloseTo(margin, within(1e-5));
    }

    @Test
    void squaredKalmanStepUsesTheGradientAtItsEnd() {
        double step = ImplicitStep.squaredKalman(3, 5, 0.7);
        assertThat(step).isCloseTo(0.7 * (5 - (3 + step)), within(1e-15));
    }

    private static double probability(double t) {
        return 1 / (1 + Math.exp(-t));
    }

    /** The d with d + e^t (e^d − 1) = A, by bisection: where infinitely many small steps of total length A end. */
    private static double root(double t, double length) {
        double low = 0;
        double high = length;
        for (int n = 0; n < 300; n++) {
            double middle = low + (high - low) / 2;
            double odds = Math.exp(Math.min(t, 700));
            boolean beyond = t + middle > 700
                    || middle + (t > 0 || middle < 1 ? odds * Math.expm1(middle) : Math.exp(t + middle) - odds)
                            > length;
            low = beyond ? low : middle;
            high = beyond ? middle : high;
        }
        return high;
    }
}
