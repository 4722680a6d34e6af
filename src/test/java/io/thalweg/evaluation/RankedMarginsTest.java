package io.thalweg.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankedMarginsTest {
    private final RankedMargins ranks = new RankedMargins(10);

    @Test
    void negativeMarginsComeBeforePositiveOnesAndLargerBeforeSmallerMagnitudes() {
        float[] ascending = {-Float.MAX_VALUE, -2, -1, -Float.MIN_VALUE, 0, Float.MIN_VALUE, 1, 2, Float.MAX_VALUE};
        for (int cut = 1; cut < ascending.length; cut++) {
            ranks.clear();
            for (int at = ascending.length - 1; at >= 0; at--) {
                ranks.add(1, ascending[at], at >= cut);
            }
            assertThat(ranks.area()).isEqualTo(1);
        }
    }

    @Test
    void bothZerosAreATie() {
        ranks.add(1, -0f, true);
        ranks.add(3, 0f, false);
        assertThat(ranks.area()).isEqualTo(0.5);
    }

    @Test
    void aPairCountsByBothImportances() {
        ranks.add(2, 1, true);
        ranks.add(1, 3, true);
        ranks.add(4, 2, false);
        ranks.add(0, 9, false);
        assertThat(ranks.area()).isEqualTo(4.0 / 12);
    }

    @Test
    void isNotDefinedForOneClass() {
        assertThat(ranks.area()).isNaN();
        ranks.add(1, 1, true);
        ranks.add(0, 2, false);
        assertThat(ranks.area()).isNaN();
    }
}
