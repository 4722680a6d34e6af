package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.model.Prediction;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A learner cut off and restored from its blocks gives the very bits of one that went straight through. */
class ResumePropertyTest {
    static Stream<LearnerSettings> layouts() {
        return Learners.layouts();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void cutAndRestoredEqualsStraightThrough(LearnerSettings settings) {
        for (long seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            Examples examples = new Examples(seed, settings.loss(), settings.hashBits());
            LearnerState straight = Learners.state(settings);
            LearnerState cut = Learners.state(settings);
            for (int part = 0; part < 4; part++) {
                process(List.of(straight, cut), examples, random.nextInt(250), "seed " + seed + ", part " + part);
                cut = Learners.resumed(settings, Learners.blocks(cut));
                assertThat(Learners.blocks(cut)).as("seed %d", seed).isEqualTo(Learners.blocks(straight));
                assertThat(cut.learner().rollingLoss())
                        .isEqualTo(straight.learner().rollingLoss());
            }
        }
    }

    /** Blocks as a store logs them: what changed since the commit before, over what was logged earlier. */
    @ParameterizedTest
    @MethodSource("layouts")
    void loggedChangesAreTheWholeState(LearnerSettings settings) {
        Random random = new Random(5);
        Examples examples = new Examples(6, settings.loss(), settings.hashBits());
        LearnerState state = Learners.state(settings);
        LearnerState standby = Learners.state(settings);
        Map<Integer, byte[]> compacted = new LinkedHashMap<>();
        for (int commit = 0; commit < 60; commit++) {
            process(List.of(state), examples, random.nextInt(random.nextInt(4) == 0 ? 100 : 20), "commit " + commit);
            state.drainDirty(key -> {
                byte[] block = state.block(key);
                standby.restore(key, block);
                compacted.remove(key);
                compacted.put(key, block);
            });
            standby.resume();
            assertThat(Learners.blocks(standby)).as("commit %d", commit).isEqualTo(Learners.blocks(state));
        }
        LearnerState restored = Learners.state(settings);
        compacted.forEach(restored::restore);
        restored.resume();
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(state));
        boolean forgets = settings.optimizer() == OptimizerKind.SGD
                && settings.regularization().l2() > 0;
        int[] epochs = state.learner().model().blocks().epochs();
        assertThat(IntStream.of(epochs).max().orElseThrow() > 3).isEqualTo(forgets);
    }

    private static void process(List<LearnerState> states, Examples examples, int count, String when) {
        for (int k = 0; k < count; k++) {
            Example example = examples.mixed();
            Long bits = null;
            for (LearnerState state : states) {
                Prediction prediction = state.learner().process(example);
                long margin = Double.doubleToRawLongBits(prediction.margin());
                assertThat(margin).as("%s, example %d", when, k).isEqualTo(bits == null ? margin : bits);
                bits = margin;
            }
            long next = states.get(0).learner().examples();
            states.forEach(state ->
                    state.learner().positions().advance(new InputPositions.Source("examples", (int) next % 3), next));
            if (next % 7 == 0) {
                states.forEach(state -> state.learner().reject());
            }
        }
    }
}
