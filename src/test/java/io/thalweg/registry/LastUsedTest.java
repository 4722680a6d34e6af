package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastUsedTest {
    @Test
    void theEntryThatWasNotUsedForTheLongestTimeGoes() {
        LastUsed<Integer, String> entries = new LastUsed<>(2);
        entries.put(1, "a");
        entries.put(2, "b");
        entries.get(1);
        entries.put(3, "c");

        assertThat(entries.get(1)).isEqualTo("a");
        assertThat(entries.get(2)).isNull();
        assertThat(entries.get(3)).isEqualTo("c");
    }
}
