package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', ab, 2", "kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0"})
    void editsAreCounted(String from, String to, int edits) {
        assertThat(NearestKey.edits(from, to)).isEqualTo(edits);
        assertThat(NearestKey.edits(to, from)).isEqualTo(edits);
    }

    @Test
    void theNearestIsFound() {
        assertThat(NearestKey.of("rate", List.of("bait", "late", "gate"))).contains("late");
    }

    @Test
    void whatIsFarIsNotSuggested() {
        assertThat(NearestKey.of("abcdefgh", List.of("abcdexyz"))).isEmpty();
        assertThat(NearestKey.of("abcdefgh", List.of("abcdefxy"))).contains("abcdefxy");
        assertThat(NearestKey.of("x", List.of("l1"))).isEmpty();
    }
}
