package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.config.OffsetGapPolicy;
import io.thalweg.learner.InputPositions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffsetGuardTest {
    private final InputPositions positions = new InputPositions();
    private final List<String> probed = new ArrayList<>();

    private record At(String topic, int partition, long offset) implements RecordMetadata {}

    private OffsetGuard guard(InputProbe.Gap gap, OffsetGapPolicy policy) {
        InputProbe probe = (TopicPartition input, long from, long to) -> {
            probed.add(input + " " + from + " " + to);
            return gap;
        };
        return new OffsetGuard(positions, probe, policy);
    }

    private OffsetGuard guard(InputProbe.Gap gap) {
        return guard(gap, OffsetGapPolicy.FAIL);
    }

    private void learnedUpTo(long next) {
        positions.advance(new InputPositions.Source("examples", 3), next);
    }

    private long next() {
        return positions.next(new InputPositions.Source("examples", 3));
    }

    private static At at(long offset) {
        return new At("examples", 3, offset);
    }

    @Test
    void aModelWithoutAPastBeginsWhereItsGroupHasTo() {
        assertThat(guard(InputProbe.Gap.EMPTY).admit(at(700))).isTrue();
        assertThat(next()).isEqualTo(701);
        assertThat(probed).containsExactly("examples-3 -1 700");
    }

    @Test
    void skippedRecordsFailAModelWithoutAPast() {
        OffsetGuard guard = guard(InputProbe.Gap.RECORDS);
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard.admit(at(700)))
                .withMessage(
                        "examples-3: the model has learned nothing, but the first record after the start is at 700;"
                                + " there are records between (offset.gap.policy=continue accepts the gap)");
        assertThat(next()).as("nothing was let in").isEqualTo(InputPositions.UNKNOWN);
    }

    @Test
    void theVeryFirstRecordNeedsNoLook() {
        assertThat(guard(InputProbe.Gap.RECORDS).admit(at(0))).isTrue();
        assertThat(probed).isEmpty();
    }

    @Test
    void eachRecordIsLetInOnce() {
        OffsetGuard guard = guard(InputProbe.Gap.RECORDS);
        for (long offset = 0; offset < 5; offset++) {
            assertThat(guard.admit(at(offset))).isTrue();
            assertThat(guard.admit(at(offset))).isFalse();
            assertThat(next()).isEqualTo(offset + 1);
        }
        assertThat(guard.admit(at(2))).isFalse();
        assertThat(next()).as("going back does not move the position").isEqualTo(5);
    }

    @Test
    void whatHasBeenLearnedIsSkippedUntilTheNextOffset() {
        learnedUpTo(4);
        OffsetGuard guard = guard(InputProbe.Gap.RECORDS);
        for (long offset = 0; offset < 4; offset++) {
            assertThat(guard.admit(at(offset))).isFalse();
        }
        assertThat(guard.admit(at(4))).isTrue();
        assertThat(next()).isEqualTo(5);
        assertThat(probed).isEmpty();
    }

    @Test
    void theNextRecordNeedsNoLook() {
        learnedUpTo(4);
        assertThat(guard(InputProbe.Gap.RECORDS).admit(at(4))).isTrue();
        assertThat(probed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aGapOfMarkersAndCompactedRecordsPasses(OffsetGapPolicy policy) {
        learnedUpTo(4);
        assertThat(guard(InputProbe.Gap.EMPTY, policy).admit(at(9))).isTrue();
        assertThat(next()).isEqualTo(10);
        assertThat(probed).containsExactly("examples-3 4 9");
    }

    @Test
    void skippedRecordsFailTheTaskAndTheNextStartLooksAgain() {
        learnedUpTo(4);
        OffsetGuard guard = guard(InputProbe.Gap.RECORDS);
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard.admit(at(9)))
                .withMessage(
                        "examples-3: the model has learned up to offset 4, but the first record after the start is at"
                                + " 9; there are records between (offset.gap.policy=continue accepts the gap)");
        assertThat(next()).as("nothing was let in").isEqualTo(4);
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard(InputProbe.Gap.RECORDS).admit(at(9)));
    }

    @Test
    void recordsThatTheBrokerHasDeletedFailTheTask() {
        learnedUpTo(4);
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard(InputProbe.Gap.DELETED).admit(at(9)))
                .withMessageContaining("what was between has been deleted")
                .withMessageContaining("offset.gap.policy=continue");
    }

    @ParameterizedTest
    @EnumSource
    void thePolicyMayAcceptAnyGap(InputProbe.Gap gap) {
        learnedUpTo(4);
        assertThat(guard(gap, OffsetGapPolicy.CONTINUE).admit(at(9))).isTrue();
        assertThat(next()).isEqualTo(10);
    }

    @Test
    void laterGapsPassWithoutALook() {
        learnedUpTo(4);
        OffsetGuard guard = guard(InputProbe.Gap.RECORDS);
        assertThat(guard.admit(at(4))).isTrue();
        assertThat(guard.admit(at(90))).isTrue();
        assertThat(next()).isEqualTo(91);
        assertThat(probed).isEmpty();
    }

    @Test
    void partitionsAndTopicsAreGuardedEachForItself() {
        learnedUpTo(4);
        OffsetGuard guard = guard(InputProbe.Gap.EMPTY);
        assertThat(guard.admit(new At("examples", 2, 50))).isTrue();
        assertThat(guard.admit(new At("other", 3, 60))).isTrue();
        assertThat(guard.admit(at(3))).isFalse();
        assertThat(guard.admit(new At("examples", 2, 50))).isFalse();
        assertThat(guard.admit(at(4))).isTrue();
        assertThat(probed).containsExactly("examples-2 -1 50", "other-3 -1 60");
        assertThat(positions.next(new InputPositions.Source("examples", 2))).isEqualTo(51);
        assertThat(positions.next(new InputPositions.Source("other", 3))).isEqualTo(61);
    }
}
