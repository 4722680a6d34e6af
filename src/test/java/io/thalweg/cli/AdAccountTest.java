package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdAccountTest {
    private static final Map<String, Long> TRUTH = Map.of(
            "matched", 20L,
            "expired", 70L,
            "repeated", 4L,
            "pending", 6L,
            "duplicate", 3L,
            "correction", 2L,
            "late", 1L,
            "orphan", 5L,
            "early", 0L);

    private static AdAccount account(long impressions, long clicks, long open, String name, long instead) {
        Map<String, Long> found = new LinkedHashMap<>(TRUTH);
        found.put(name, instead);
        return new AdAccount(impressions, clicks, open, found, TRUTH);
    }

    @Test
    void nothingDiffersIfEachIsAccountedFor() {
        assertThat(account(100, 31, 6, "late", 1).differences()).isEmpty();
    }

    @Test
    void tellsEachSumAndEachNumberThatDiffers() {
        assertThat(account(100, 31, 6, "late", 0).differences())
                .containsExactly("30 clicks accounted for, but 31 sent", "0 late, but the generator knows of 1");
        assertThat(account(101, 31, 6, "late", 1).differences())
                .containsExactly("100 impressions accounted for, but 101 sent");
        assertThat(account(100, 31, 7, "late", 1).differences())
                .containsExactly("7 predictions without an outcome, but 6 pending");
    }

    /** One impression too many of one kind and one too few of another: the sums are right. */
    @Test
    void equalSumsDoNotHideADifference() {
        Map<String, Long> found = new LinkedHashMap<>(TRUTH);
        found.put("expired", 71L);
        found.put("repeated", 3L);
        assertThat(new AdAccount(100, 31, 6, found, TRUTH).differences())
                .containsExactlyInAnyOrder(
                        "71 expired, but the generator knows of 70", "3 repeated, but the generator knows of 4");
    }
}
