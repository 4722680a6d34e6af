package io.thalweg.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void everyKindComesBeforeAnyComesAgain() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(Plan.of(seed, 12, 1_000).steps().subList(0, 5))
                    .as("seed %d", seed)
                    .extracting(Plan.Step::disturbance)
                    .containsExactlyInAnyOrder(Disturbance.values());
        }
    }

    @Test
    void stepsAreInOrderAndLeaveExamplesBehindThem() {
        for (long seed = 0; seed < 100; seed++) {
            for (int count : new int[] {1, 2, 7, 50}) {
                Plan plan = Plan.of(seed, count, 2L * count);
                assertThat(plan.steps())
                        .as("seed %d", seed)
                        .hasSize(count)
                        .extracting(Plan.Step::predicted)
                        .isSorted()
                        .allMatch(predicted -> predicted >= 1 && predicted < 2L * count);
            }
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(Plan.of(5, 10, 1_000)).isEqualTo(Plan.of(5, 10, 1_000)).isNotEqualTo(Plan.of(6, 10, 1_000));
    }
}
