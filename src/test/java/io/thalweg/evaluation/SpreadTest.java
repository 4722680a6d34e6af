package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
    private final Spread spread = new Spread();

    @Test
    void anImportanceCountsAsSoManyLabels() {
        Spread repeated = new Spread();
        for (double label : new double[] {1, 5, 5, 5, 9, 9}) {
            repeated.add(1, label);
        }
        spread.add(1, 1);
        spread.add(3, 5);
        spread.add(0, 1000);
        spread.add(2, 9);
        assertThat(spread.variance()).isCloseTo(repeated.variance(), within(1e-14));
        assertThat(spread.variance()).isCloseTo((16 * 1 + 2.0 * 16) / 6 - 4.0 / 9, within(1e-14));
    }

    @Test
    void isExactFarFromZero() {
        for (int k = 0; k < 1000; k++) {
            spread.add(1, 1e9 + k % 2);
        }
        assertThat(spread.variance()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void isNotDefinedWithoutImportance() {
        spread.add(0, 3);
        assertThat(spread.variance()).isNaN();
    }
}
