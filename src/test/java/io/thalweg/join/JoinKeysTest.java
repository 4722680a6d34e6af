package io.thalweg.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JoinKeysTest {
    private record Due(long dueMs, long sequence) {
        byte[] key() {
            return JoinKeys.due(dueMs, sequence);
        }
    }

    @Test
    void dueKeysAreInTheOrderOfTimeAndThenOfSequence() {
        Random random = new Random(5);
        List<Due> dues = LongStream.generate(() -> random.nextLong() >>> 1 + random.nextInt(63))
                .limit(3000)
                .boxed()
                .flatMap(time -> LongStream.of(time, time + 1)
                        .filter(each -> each >= 0)
                        .mapToObj(each -> new Due(each, random.nextLong() >>> 1 + random.nextInt(63))))
                .toList();
        List<Due> byKey = dues.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.key(), b.key()))
                .toList();
        assertThat(byKey)
                .isEqualTo(dues.stream()
                        .sorted(Comparator.comparingLong(Due::dueMs).thenComparingLong(Due::sequence))
                        .toList());
        for (Due due : dues) {
            assertThat(JoinKeys.dueMs(due.key())).isEqualTo(due.dueMs);
            assertThat(JoinKeys.sequence(due.key())).isEqualTo(due.sequence);
        }
    }

    @Test
    void idsAreBeforeDueKeysAndTheEndIsBehindThem() {
        List<byte[]> ascending = List.of(
                JoinKeys.STATE,
                JoinKeys.held(""),
                JoinKeys.held("a"),
                JoinKeys.held("a\u0000"),
                JoinKeys.held("b"),
                JoinKeys.held("größe 🎈"),
                JoinKeys.due(0, 0),
                JoinKeys.due(0, 1),
                JoinKeys.due(1, 0),
                JoinKeys.due(Long.MAX_VALUE, Long.MAX_VALUE),
                JoinKeys.end());
        for (int k = 1; k < ascending.size(); k++) {
            assertThat(Arrays.compareUnsigned(ascending.get(k - 1), ascending.get(k)))
                    .as("key %d", k)
                    .isNegative();
        }
    }

    @Test
    void anIdIsReadAsItWasWritten() {
        for (String id : List.of("", "a", "größe 🎈", "x".repeat(1000), "\u0000")) {
            assertThat(JoinKeys.id(JoinKeys.id(id))).isEqualTo(id);
        }
    }
}
