package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    @Test
    void saysTheBaseRateWithOneExampleOfEachLabelAdded() {
        Constant baseline = Constant.baseline(new LogisticLoss());
        assertThat(baseline.loss(1)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(baseline.loss(0)).isCloseTo(Math.log(2), within(1e-15));
        baseline.learn(1, 1);
        baseline.learn(0, 1);
        baseline.learn(1, 4);
        baseline.learn(1, 0);
        assertThat(baseline.loss(1)).isCloseTo(-Math.log(6.0 / 8), within(1e-15));
        assertThat(baseline.loss(0)).isCloseTo(-Math.log(2.0 / 8), within(1e-15));
    }

    @Test
    void isFiniteWhenOnlyOneLabelWasSeen() {
        Constant baseline = Constant.baseline(new LogisticLoss());
        for (int k = 0; k < 1000; k++) {
            baseline.learn(0, 1);
        }
        assertThat(baseline.loss(1)).isCloseTo(Math.log(1002), within(1e-12));
    }

    @Test
    void saysTheMeanOfRealLabelsAndZeroBeforeTheFirst() {
        Constant baseline = Constant.baseline(new SquaredLoss());
        assertThat(baseline.loss(3)).isEqualTo(4.5);
        baseline.learn(10, 0);
        assertThat(baseline.loss(3)).isEqualTo(4.5);
        baseline.learn(2, 1);
        baseline.learn(6, 3);
        assertThat(baseline.loss(7)).isEqualTo(2);
        baseline.clear();
        assertThat(baseline.loss(3)).isEqualTo(4.5);
    }

    @Test
    void ofHingeLossIsTheMoreFrequentClass() {
        Constant baseline = Constant.baseline(new HingeLoss());
        assertThat(baseline.loss(1)).isEqualTo(1);
        baseline.learn(-1, 2);
        baseline.learn(1, 1);
        assertThat(baseline.loss(-1)).isZero();
        assertThat(baseline.loss(1)).isEqualTo(2);
    }

    @Test
    void ofPoissonLossIsTheRunningMeanAndFiniteAfterZeros() {
        Constant baseline = Constant.baseline(new PoissonLoss());
        assertThat(baseline.loss(0)).isEqualTo(1);
        baseline.learn(0, 1);
        assertThat(baseline.loss(0)).isCloseTo(1e-9, within(1e-20));
        assertThat(baseline.loss(3)).isFinite();
        baseline.learn(6, 1);
        assertThat(baseline.loss(3)).isCloseTo(0, within(1e-14));
    }

    @Test
    void ofQuantileLossIsTheRunningMean() {
        Constant baseline = Constant.baseline(new QuantileLoss(0.75));
        baseline.learn(2, 1);
        baseline.learn(6, 3);
        assertThat(baseline.loss(7)).isEqualTo(1.5);
    }

    @Test
    void ofManyClassesIsHowFrequentEachWas() {
        Constant baseline = Constant.baseline(new SoftmaxLoss(3, List.of()));
        assertThat(baseline.loss(2)).isCloseTo(Math.log(3), within(1e-15));
        baseline.learn(2, 1);
        baseline.learn(2, 1);
        baseline.learn(1, 0.5);
        assertThat(baseline.loss(2)).isCloseTo(-Math.log(3 / 5.5), within(1e-15));
        assertThat(baseline.loss(1)).isCloseTo(-Math.log(1.5 / 5.5), within(1e-15));
        assertThat(baseline.loss(0)).isCloseTo(-Math.log(1 / 5.5), within(1e-15));
        assertThat(baseline.error(2)).isZero();
        assertThat(baseline.error(1)).isEqualTo(1);
    }

    @Test
    void beforeTheFirstLabelNoneOfManyClassesIsPredicted() {
        for (Constant constant : List.of(
                Constant.baseline(new SoftmaxLoss(2, List.of())), new PreviousLabel(new SoftmaxLoss(2, List.of())))) {
            assertThat(constant.loss(0)).isCloseTo(Math.log(2), within(1e-15));
            assertThat(constant.error(0)).isEqualTo(1);
            constant.learn(0, 1);
            assertThat(constant.error(0)).isZero();
        }
    }

    @Test
    void thePreviousLabelSharesItsDoubtAmongTheOtherClasses() {
        Constant previous = new PreviousLabel(new SoftmaxLoss(4, List.of()));
        previous.learn(3, 1);
        previous.learn(3, 1);
        previous.learn(1, 1);
        assertThat(previous.loss(1)).isCloseTo(-Math.log(2.0 / 5), within(1e-15));
        assertThat(previous.loss(3)).isCloseTo(-Math.log(3.0 / 5 / 3), within(1e-15));
        assertThat(previous.error(1)).isZero();
        assertThat(previous.error(3)).isEqualTo(1);
    }
}
