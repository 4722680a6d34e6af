package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.testing.Logged;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("thalweg-weights-changelog", 3);
    private static final String STORE = "weights";

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void tellsPendingExamplesFromModels() {
        try (Logged logged = new Logged(RestoreProgress.class.getName())) {
            progress.onRestoreStart(new TopicPartition("thalweg-pending-changelog", 0), "pending", 0, 7);
            assertThat(logged.lines())
                    .containsExactly("INFO thalweg-pending-changelog-0: restoring pending examples, offsets 0 to 7");
        }
    }

    @Test
    void tellsTheStartEveryTenthAndTheEnd() {
        try (Logged logged = new Logged(RestoreProgress.class.getName())) {
            progress.onRestoreStart(CHANGELOG, STORE, 100, 1100);
            for (long batch = 0; batch < 40; batch++) {
                progress.onBatchRestored(CHANGELOG, STORE, 124 + 25 * batch, 20);
            }
            progress.onRestoreEnd(CHANGELOG, STORE, 800);
            assertThat(logged.lines())
                    .hasSize(11)
                    .startsWith(
                            "INFO thalweg-weights-changelog-3: restoring a model, offsets 100 to 1100",
                            "INFO thalweg-weights-changelog-3: 10 % restored, 80 records, up to offset 199 of 1100",
                            "INFO thalweg-weights-changelog-3: 20 % restored, 160 records, up to offset 299 of 1100")
                    .contains("INFO thalweg-weights-changelog-3: 90 % restored, 720 records, up to offset 999 of 1100");
            assertThat(logged.lines().get(10))
                    .matches("INFO thalweg-weights-changelog-3: restored, 800 records in \\d+\\.\\d s");
        }
    }

    @Test
    void aTenthIsNotToldTwiceAndManyAtOnceAreOne() {
        try (Logged logged = new Logged(RestoreProgress.class.getName())) {
            progress.onRestoreStart(CHANGELOG, STORE, 0, 100);
            progress.onBatchRestored(CHANGELOG, STORE, 49, 50);
            progress.onBatchRestored(CHANGELOG, STORE, 52, 3);
            progress.onRestoreSuspended(CHANGELOG, STORE, 53);
            assertThat(logged.lines())
                    .containsExactly(
                            "INFO thalweg-weights-changelog-3: restoring a model, offsets 0 to 100",
                            "INFO thalweg-weights-changelog-3: 50 % restored, 50 records, up to offset 49 of 100",
                            "INFO thalweg-weights-changelog-3: restoring was broken off after 53 records; it begins again wherever"
                                    + " its task goes");
        }
    }

    @Test
    void aNewModelHasNothingToRestore() {
        try (Logged logged = new Logged(RestoreProgress.class.getName())) {
            progress.onRestoreStart(CHANGELOG, STORE, 0, 0);
            progress.onRestoreEnd(CHANGELOG, STORE, 0);
            assertThat(logged.lines()).isEmpty();
        }
    }
}
