package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.topology.OffsetGapException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
    private final Replacements replacements = new Replacements();

    private boolean allow(int partition, long next) {
        return replacements.allow(
                new StreamsException(new OffsetGapException(new TopicPartition("examples", partition), next, "a gap")));
    }

    @Test
    void aGapThatStaysIsReadAgainThreeTimes() {
        assertThat(allow(0, 5)).isTrue();
        assertThat(allow(0, 5)).isTrue();
        assertThat(allow(0, 5)).isTrue();
        assertThat(allow(0, 5)).isFalse();
    }

    @Test
    void whatWasLearnedInBetweenIsProgress() {
        for (long next = 0; next < 100; next++) {
            assertThat(allow(0, next)).isTrue();
        }
    }

    @Test
    void progressOfAnotherPartitionIsNone() {
        for (long next = 0; next < 3; next++) {
            assertThat(allow(0, 5)).isTrue();
            assertThat(allow(1, next)).isTrue();
        }
        assertThat(allow(0, 5)).isFalse();
        assertThat(allow(1, 3)).isTrue();
    }

    @Test
    void whatHasOutlivedItsPlaceBeginsAgain() {
        for (int pause = 0; pause < 100; pause++) {
            assertThat(replacements.allow(new StreamsException(new InvalidTxnStateException("COMPLETE_ABORT"))))
                    .isTrue();
            assertThat(replacements.allow(
                            new StreamsException("Failed to initialize offsets", new UnknownMemberIdException())))
                    .isTrue();
        }
    }

    @Test
    void nothingElseIsWorthATry() {
        assertThat(replacements.allow(new StreamsException(new IllegalStateException("odd"))))
                .isFalse();
    }
}
