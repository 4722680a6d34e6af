package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnduranceTest {
    private final Endurance endurance = new Endurance();

    private boolean labeled(long refused) {
        return endurance.lasts(1, 1, 1, true, refused);
    }

    @Test
    void aHundredRefusedUpdatesInARowAreTheEnd() {
        for (int refused = 1; refused < 100; refused++) {
            assertThat(labeled(refused)).isTrue();
        }
        assertThat(labeled(100)).isFalse();
    }

    @Test
    void anUpdateThatIsTakenEndsTheRow() {
        long refused = 0;
        for (int row = 0; row < 5; row++) {
            for (int k = 1; k < 100; k++) {
                assertThat(labeled(++refused)).isTrue();
            }
            assertThat(labeled(refused)).isTrue();
        }
    }

    @Test
    void anUnlabelledExampleNeitherAddsToTheRowNorEndsIt() {
        for (int refused = 1; refused < 100; refused++) {
            assertThat(labeled(refused)).isTrue();
            assertThat(endurance.lasts(1, 1, Double.NaN, false, refused)).isTrue();
        }
        assertThat(labeled(100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1, 1", "1, Infinity, 1", "-Infinity, 0, 1", "1, 1, NaN", "1, 1, Infinity"})
    void whatIsNotFiniteIsTheEnd(double margin, double mean, double loss) {
        assertThat(endurance.lasts(margin, mean, loss, true, 0)).isFalse();
    }
}
