package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SquaredLoss;
import org.junit.jupiter.api.Test;

class BaselineTest {
    @Test
    void saysTheBaseRateWithOneExampleOfEachLabelAdded() {
        Baseline baseline = new Baseline(new LogisticLoss());
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
        Baseline baseline = new Baseline(new LogisticLoss());
        for (int k = 0; k < 1000; k++) {
            baseline.learn(0, 1);
        }
        assertThat(baseline.loss(1)).isCloseTo(Math.log(1002), within(1e-12));
    }

    @Test
    void saysTheMeanOfRealLabelsAndZeroBeforeTheFirst() {
        Baseline baseline = new Baseline(new SquaredLoss());
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
        Baseline baseline = new Baseline(new HingeLoss());
        assertThat(baseline.loss(1)).isEqualTo(1);
        baseline.learn(-1, 2);
        baseline.learn(1, 1);
        assertThat(baseline.loss(-1)).isZero();
        assertThat(baseline.loss(1)).isEqualTo(2);
    }

    @Test
    void ofPoissonLossIsTheRunningMeanAndFiniteAfterZeros() {
        Baseline baseline = new Baseline(new PoissonLoss());
        assertThat(baseline.loss(0)).isEqualTo(1);
        baseline.learn(0, 1);
        assertThat(baseline.loss(0)).isCloseTo(1e-9, within(1e-20));
        assertThat(baseline.loss(3)).isFinite();
        baseline.learn(6, 1);
        assertThat(baseline.loss(3)).isCloseTo(0, within(1e-14));
    }

    @Test
    void ofQuantileLossIsTheRunningMean() {
        Baseline baseline = new Baseline(new QuantileLoss(0.75));
        baseline.learn(2, 1);
        baseline.learn(6, 3);
        assertThat(baseline.loss(7)).isEqualTo(1.5);
    }
}
