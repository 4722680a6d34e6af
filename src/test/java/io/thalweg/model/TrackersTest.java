package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackersTest {
    private final Trackers trackers = new Trackers(2);

    @Test
    void averageAtThreeSpeeds() {
        trackers.learn(1, 1, 1);
        trackers.learn(1, 3, 1);
        assertThat(trackers.average(1, 0)).isCloseTo(0.98 * 0.02 + 0.02 * 3, within(1e-15));
        assertThat(trackers.average(1, 1)).isCloseTo(0.9 * 0.1 + 0.1 * 3, within(1e-15));
        assertThat(trackers.average(1, 2)).isCloseTo(0.5 * 0.5 + 0.5 * 3, within(1e-15));
        assertThat(trackers.average(0, 2)).isZero();
    }

    @Test
    void importanceTwoIsTwoExamples() {
        trackers.learn(0, 5, 2);
        trackers.learn(1, 5, 1);
        trackers.learn(1, 5, 1);
        for (int tracker = 0; tracker < Trackers.COUNT; tracker++) {
            assertThat(trackers.average(0, tracker)).isCloseTo(trackers.average(1, tracker), within(1e-15));
        }
    }
}
