package io.thalweg.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.generator.ClickStream;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
    private static final String CHANGELOG = "thalweg-weights-changelog";

    private final LearnerState expected = learner();
    private final SortedMap<Integer, byte[]> blocks = new TreeMap<>();

    StateComparisonTest() {
        ClickStream clicks = new ClickStream(3, 1_000);
        ExampleBuilder builder = expected.learner().exampleBuilder();
        for (int i = 0; i < 200; i++) {
            clicks.next(builder);
            expected.learner().process(builder.build());
        }
        expected.forEachTouched(key -> blocks.put(key, expected.block(key)));
        blocks.put(LearnerState.META, expected.block(LearnerState.META));
    }

    private static LearnerState learner() {
        return new LearnerState(new OnlineLearner(
                ThalwegConfig.read(null, List.of("hash.bits=10"), Map.of()).learner()));
    }

    private StateComparison restored() {
        LearnerState restored = learner();
        blocks.forEach(restored::restore);
        restored.resume();
        return StateComparison.of(CHANGELOG, 1, expected, restored);
    }

    @Test
    void whatWasPutAwayIsEqual() {
        StateComparison same = restored();
        assertThat(same.differences()).isEmpty();
        assertThat(same.blocks()).isEqualTo(blocks.size());
        assertThat(same.digest()).matches("[0-9a-f]{64}").isEqualTo(restored().digest());
    }

    @Test
    void oneFlippedByteOfWeightsIsFound() {
        String digest = restored().digest();
        int key = blocks.lastKey();
        blocks.get(key)[3] ^= 1;
        StateComparison flipped = restored();
        assertThat(flipped.differences())
                .containsExactly(new Difference(CHANGELOG, 1, 0, "restored block " + key + " differs from byte 3"));
        assertThat(flipped.digest()).isNotEqualTo(digest);
    }

    @Test
    void aLostBlockIsFound() {
        int key = blocks.lastKey();
        blocks.remove(key);
        assertThat(restored().differences())
                .containsExactly(new Difference(CHANGELOG, 1, 0, "restored block " + key + " is lost"));
    }

    @Test
    void aLearnerThatLearnedOneExampleTwiceIsFound() {
        LearnerState twice = learner();
        blocks.forEach(twice::restore);
        twice.resume();
        ExampleBuilder builder = twice.learner().exampleBuilder();
        new ClickStream(3, 1_000).next(builder);
        twice.learner().process(builder.build());
        assertThat(StateComparison.of(CHANGELOG, 1, expected, twice).differences())
                .isNotEmpty();
    }
}
