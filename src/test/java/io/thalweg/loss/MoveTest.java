package io.thalweg.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed forms of {@link Loss#move}: numbers computed apart from this code, and what makes a closed form one. */
class MoveTest {
    private static final int CASES = 20_000;

    static Stream<MarginLoss> losses() {
        return LossTest.losses();
    }

    private static double margin(Random random) {
        return 40 * random.nextDouble() - 20;
    }

    private static double reach(Random random) {
        return Math.pow(10, 15 * random.nextDouble() - 9);
    }

    @ParameterizedTest
    @CsvSource({
        "logistic,  0.2, 1, 0.5,  0.4118279964",
        "logistic,  0.2, 0, 0.5, -0.0584930918",
        "logistic, -3,   1, 10,   1.6806645001",
        "logistic,  2.5, 1, 4,    2.7672757704",
        "squared,   0.3, 1, 0.7,  0.6523902873",
        "poisson,   0.1, 3, 0.4,  0.6822724143",
        "poisson,   0.1, 0, 0.4, -0.2660784491",
        "quantile 0.9, 1, 4, 2,      2.8",
        "quantile 0.9, 1, 0.5, 2,    0.8",
        "quantile 0.9, 1, -5, 2,     0.8",
        "hinge,     0.2, 1, 0.5,  0.7",
        "hinge,     0.2, 1, 5,    1.0",
    })
    void golden(String name, double margin, double label, double reach, double after) {
        MarginLoss loss =
                losses().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
        assertThat(margin + loss.move(margin, label, reach)).isCloseTo(after, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void twoMovesAreOneOfTheirSum(MarginLoss loss) {
        Random random = new Random(1);
        for (int k = 0; k < CASES; k++) {
            double margin = margin(random);
            double label = LossTest.label(loss, random);
            double a = reach(random);
            double b = reach(random);
            double between = margin + loss.move(margin, label, a);
            double after = between + loss.move(between, label, b);
            assertThat(margin + loss.move(margin, label, a + b))
                    .as("%s from %s, label %s, %s then %s", loss, margin, label, a, b)
                    .isCloseTo(after, within(1e-9 * (1 + Math.abs(after))));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aSmallMoveIsAStepDownTheGradient(MarginLoss loss) {
        Random random = new Random(2);
        for (int k = 0; k < CASES; k++) {
            double margin = margin(random);
            double label = LossTest.label(loss, random);
            double derivative = loss.derivative(margin, label);
            double move = loss.move(margin, label, 1e-12 / (1 + Math.exp(margin)));
            double step = -derivative * 1e-12 / (1 + Math.exp(margin));
            assertThat(move)
                    .as("%s at %s, label %s", loss, margin, label)
                    .isCloseTo(step, within(1e-10 * Math.abs(step) + 1e-25));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void neverPassesTheMinimumNorThePlainStep(MarginLoss loss) {
        Random random = new Random(3);
        for (int k = 0; k < CASES; k++) {
            double margin = margin(random);
            double label = LossTest.label(loss, random);
            double reach = reach(random);
            double move = loss.move(margin, label, reach);
            double derivative = loss.derivative(margin, label);
            double left = loss.derivative(margin + move * (1 - 1e-12), label); // short of a kink
            assertThat(move * derivative).isNotPositive();
            assertThat(left * derivative)
                    .as("%s from %s, label %s, reach %s", loss, margin, label, reach)
                    .isGreaterThanOrEqualTo(-1e-12 * derivative * derivative);
            assertThat(Math.abs(move)).isLessThanOrEqualTo(reach * (Math.abs(derivative) * (1 + 1e-12) + 1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isFiniteWhateverTheReachAndTheMargin(MarginLoss loss) {
        Random random = new Random(4);
        for (double reach : new double[] {1e-300, 1e-9, 1, 1e6, 1e60}) {
            for (double margin : new double[] {0, 29, 31, 690, 710, 800, 1e6, 1e18}) {
                for (int k = 0; k < 10; k++) {
                    double label = LossTest.label(loss, random);
                    assertThat(loss.move(margin, label, reach)).isFinite();
                    assertThat(loss.move(-margin, label, reach)).isFinite();
                }
            }
        }
    }

    @Test
    void aLogisticMoveSolvesItsEquation() {
        Random random = new Random(5);
        LogisticLoss loss = new LogisticLoss();
        for (int k = 0; k < CASES; k++) {
            double u = margin(random);
            double reach = reach(random);
            double rise = loss.move(u, 1, reach);
            assertThat(rise + Math.exp(u) * Math.expm1(rise))
                    .as("u %s, reach %s", u, reach)
                    .isCloseTo(reach, within(1e-12 * reach));
            assertThat(loss.move(-u, 0, reach)).isEqualTo(-rise);
        }
    }
}
