package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrackersTest {
    private final Trackers trackers = new Trackers(2);

    @Test
    void averageSlowlyAndFast() {
        trackers.learn(1, 1, 1);
        trackers.learn(1, 3, 1);
        assertThat(trackers.average(1, 0)).isCloseTo(0.9 * 0.1 + 0.1 * 3, within(1e-15));
        assertThat(trackers.average(1, 1)).isCloseTo(0.5 * 0.5 + 0.5 * 3, within(1e-15));
        assertThat(trackers.average(0, 1)).isZero();
    }

    @Test
    void importanceTwoIsTwoExamples() {
        trackers.learn(0, 5, 2);
        trackers.learn(1, 5, 1);
        trackers.learn(1, 5, 1);
        assertThat(trackers.average(0, 0)).isCloseTo(trackers.average(1, 0), within(1e-15));
        assertThat(trackers.average(0, 1)).isCloseTo(trackers.average(1, 1), within(1e-15));
    }
}
