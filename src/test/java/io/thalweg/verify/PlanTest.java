package io.thalweg.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Disturbance> KINDS = List.of(Disturbance.values());

    @Test
    void everyKindComesBeforeAnyComesAgain() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(Plan.of(seed, 40, 1_000, KINDS).steps().subList(0, KINDS.size()))
                    .as("seed %d", seed)
                    .extracting(Plan.Step::disturbance)
                    .containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }

    @Test
    void stepsAreInOrderAndLeaveExamplesBehindThem() {
        for (long seed = 0; seed < 100; seed++) {
            for (int count : new int[] {1, 2, 7, 50}) {
                Plan plan = Plan.of(seed, count, 2L * count, KINDS);
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
        assertThat(Plan.of(5, 10, 1_000, KINDS))
                .isEqualTo(Plan.of(5, 10, 1_000, KINDS))
                .isNotEqualTo(Plan.of(6, 10, 1_000, KINDS));
    }
}
