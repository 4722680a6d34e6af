package io.thalweg.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
    private static final LogisticLoss LOGISTIC = new LogisticLoss();
    private static final SquaredLoss SQUARED = new SquaredLoss();
    private static final HingeLoss HINGE = new HingeLoss();
    private static final PoissonLoss POISSON = new PoissonLoss();

    static Stream<MarginLoss> losses() {
        return Stream.of(LOGISTIC, SQUARED, HINGE, new QuantileLoss(0.9), new QuantileLoss(0.2), POISSON);
    }

    /** One of the labels as the formulas use them. */
    static double label(MarginLoss loss, Random random) {
        if (loss instanceof LogisticLoss || loss instanceof HingeLoss) {
            return loss.label(random.nextInt(2));
        }
        return loss instanceof PoissonLoss ? random.nextInt(20) : 10 * random.nextGaussian();
    }

    /** The margin at which the derivative jumps; NaN if it never does. */
    private static double kink(MarginLoss loss, double label) {
        if (loss instanceof HingeLoss) {
            return label;
        }
        return loss instanceof QuantileLoss ? label : Double.NaN;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void derivativeIsTheSlopeOfTheValue(MarginLoss loss) {
        double h = 1e-5;
        for (double margin = -20; margin <= 20; margin += 0.37) {
            for (double written : new double[] {0, 1}) {
                double label = loss.label(written);
                if (Math.abs(margin - kink(loss, label)) <= h) {
                    continue;
                }
                double slope = (loss.value(margin + h, label) - loss.value(margin - h, label)) / (2 * h);
                assertThat(loss.derivative(margin, label))
                        .as("%s at margin %s, label %s", loss.name(), margin, label)
                        .isCloseTo(
                                slope,
                                within(1e-8 + 1e-10 * loss.value(margin, label))); // rounded by 2^-53, divided by h
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void staysFiniteAtAnyMargin(MarginLoss loss) {
        DoubleStream.of(1e3, 1e6, 1e18, -1e3, -1e6, -1e18).forEach(margin -> {
            for (double written : new double[] {0, 1}) {
                double label = loss.label(written);
                assertThat(loss.value(margin, label)).isFinite().isNotNegative();
                assertThat(loss.derivative(margin, label)).isFinite();
                assertThat(loss.mean(margin)).isFinite();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e6, 1e18})
    void logisticLossIsLinearOnTheWrongSideAndNothingOnTheRight(double margin) {
        assertThat(LOGISTIC.value(margin, 1)).isZero();
        assertThat(LOGISTIC.value(-margin, 0)).isZero();
        assertThat(LOGISTIC.value(-margin, 1)).isEqualTo(margin);
        assertThat(LOGISTIC.value(margin, 0)).isEqualTo(margin);
        assertThat(LOGISTIC.derivative(-margin, 1)).isEqualTo(-1);
        assertThat(LOGISTIC.derivative(margin, 0)).isEqualTo(1);
    }

    @Test
    void aProbabilityIsNotClipped() {
        for (double margin : new double[] {-40, -300, -700}) {
            assertThat(LOGISTIC.mean(margin) / StrictMath.exp(margin)).isCloseTo(1, within(1e-15));
            assertThat(LOGISTIC.value(margin, 0) / StrictMath.exp(margin)).isCloseTo(1, within(1e-15));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.6931471805599453, -0.5",
        "0, 0, 0.6931471805599453, 0.5",
        "2, 1, 0.1269280110429726, -0.1192029220221176",
        "2, 0, 2.1269280110429726, 0.8807970779778824",
        "-3, 1, 3.0485873515737421, -0.9525741268224333"
    })
    void logisticGolden(double margin, double label, double value, double derivative) {
        assertThat(LOGISTIC.value(margin, label)).isCloseTo(value, within(1e-15));
        assertThat(LOGISTIC.derivative(margin, label)).isCloseTo(derivative, within(1e-15));
    }

    @Test
    void squaredGolden() {
        assertThat(SQUARED.value(3, 1)).isEqualTo(2);
        assertThat(SQUARED.derivative(3, 1)).isEqualTo(2);
        assertThat(SQUARED.value(-0.5, 1)).isEqualTo(1.125);
        assertThat(SQUARED.derivative(-0.5, 1)).isEqualTo(-1.5);
    }

    @Test
    void logisticValueIsTheTextbookFormulaAtModerateMargins() {
        for (double margin = -30; margin <= 30; margin += 0.21) {
            double positive = Math.log1p(Math.exp(-margin));
            double negative = Math.log1p(Math.exp(margin));
            assertThat(LOGISTIC.value(margin, 1)).isCloseTo(positive, within(1e-14));
            assertThat(LOGISTIC.value(margin, 0)).isCloseTo(negative, within(1e-14));
            assertThat(LOGISTIC.mean(margin)).isCloseTo(1 / (1 + Math.exp(-margin)), within(1e-15));
        }
    }

    @Test
    void hingeGolden() {
        assertThat(HINGE.value(0.2, 1)).isEqualTo(0.8);
        assertThat(HINGE.derivative(0.2, 1)).isEqualTo(-1);
        assertThat(HINGE.value(0.2, -1)).isEqualTo(1.2);
        assertThat(HINGE.derivative(0.2, -1)).isEqualTo(1);
        assertThat(HINGE.value(1, 1)).isZero();
        assertThat(HINGE.derivative(1, 1)).isZero();
        assertThat(HINGE.mean(3)).isEqualTo(1);
        assertThat(HINGE.mean(-0.5)).isEqualTo(-0.5);
        assertThat(HINGE.label(0)).isEqualTo(-1);
        assertThat(HINGE.label(2)).isNaN();
    }

    @Test
    void quantileGolden() {
        QuantileLoss loss = new QuantileLoss(0.9);
        assertThat(loss.value(1, 4)).isCloseTo(2.7, within(1e-15));
        assertThat(loss.value(1, 0.5)).isCloseTo(0.05, within(1e-15));
        assertThat(loss.derivative(1, 4)).isEqualTo(-0.9);
        assertThat(loss.derivative(1, 0.5)).isCloseTo(0.1, within(1e-15));
        assertThat(loss.derivative(1, 1)).isZero();
        assertThat(loss.label(-1e18)).isEqualTo(-1e18);
    }

    @Test
    void poissonIsHalfTheDevianceOfCountsFromZeroOn() {
        assertThat(POISSON.value(Math.log(3), 3)).isCloseTo(0, within(1e-14));
        assertThat(POISSON.value(0, 0)).isEqualTo(1);
        assertThat(POISSON.value(0, 2)).isCloseTo(2 * Math.log(2) - 1, within(1e-15));
        assertThat(POISSON.derivative(1, 2)).isCloseTo(Math.E - 2, within(1e-15));
        assertThat(POISSON.label(2.5)).isEqualTo(2.5);
        assertThat(POISSON.label(-1)).isNaN();
        assertThat(POISSON.label(1e14)).isNaN();
    }

    static Stream<MarginLoss> invertible() {
        return losses().filter(loss -> !(loss instanceof HingeLoss));
    }

    @ParameterizedTest
    @MethodSource("invertible")
    void marginOfMeanUndoesTheMean(MarginLoss loss) {
        for (double margin = -15; margin <= 15; margin += 0.5) {
            // A probability within e^-15 of 1 has lost about 22 of its 53 bits.
            assertThat(loss.marginOfMean(loss.mean(margin))).isCloseTo(margin, within(1e-8));
        }
    }

    @Test
    void logisticLabelsAreTwoAndMayBeWrittenInTwoWays() {
        assertThat(LOGISTIC.label(1)).isEqualTo(1);
        assertThat(LOGISTIC.label(0)).isEqualTo(0);
        assertThat(LOGISTIC.label(-0.0)).isEqualTo(0);
        assertThat(LOGISTIC.label(-1)).isEqualTo(0);
        for (double other : new double[] {2, 0.5, -2, 1 + 1e-15, -1e-300, 1e18}) {
            assertThat(LOGISTIC.label(other)).as("label %s", other).isNaN();
        }
    }

    @Test
    void squaredLabelsAreAnyNumber() {
        for (double label : new double[] {0, -1, 0.5, 1e18, -1e18}) {
            assertThat(SQUARED.label(label)).isEqualTo(label);
        }
    }
}
