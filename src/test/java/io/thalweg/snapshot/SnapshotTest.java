package io.thalweg.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.Example;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Model;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
    private static final SortedMap<String, String> SETTINGS = new TreeMap<>();

    static Stream<LearnerSettings> layouts() {
        return Learners.layouts();
    }

    private static Snapshot take(LearnerState state) {
        return Snapshot.take(state, "model", 2, SETTINGS);
    }

    private static List<Long> learn(LearnerState state, Examples examples, int count) {
        OnlineLearner learner = state.learner();
        List<Long> margins = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Example example = examples.mixed();
            margins.add(Double.doubleToRawLongBits(learner.process(example).margin()));
            learner.positions().advance(new InputPositions.Source("examples", 2), learner.examples());
        }
        return margins;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void twoHalvesWithASnapshotBetweenEqualTheWhole(LearnerSettings settings) {
        LearnerState whole = Learners.state(settings);
        Examples examples = new Examples(8, settings.loss(), settings.hashBits());
        learn(whole, examples, 400);
        List<Long> secondHalf = learn(whole, examples, 400);

        LearnerState first = Learners.state(settings);
        examples = new Examples(8, settings.loss(), settings.hashBits());
        learn(first, examples, 400);
        LearnerState second = Learners.state(settings);
        learn(second, new Examples(9, settings.loss(), settings.hashBits()), 30); // resuming forgets this
        take(first).resume(second);
        assertThat(learn(second, examples, 400)).isEqualTo(secondHalf);
        assertThat(take(second)).usingRecursiveComparison().isEqualTo(take(whole));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void showsTheModelAsItPredicts(LearnerSettings settings) {
        LearnerState state = Learners.state(settings);
        learn(state, new Examples(10, settings.loss(), settings.hashBits()), 300);
        state.learner().reject();
        SortedMap<?, ?> before = Learners.blocks(state);
        Snapshot snapshot = take(state);
        assertThat(Learners.blocks(state)).isEqualTo(before);

        OnlineLearner learner = state.learner();
        Model model = learner.model();
        Snapshot.Head head = snapshot.head();
        assertThat(head.model()).isEqualTo("model");
        assertThat(head.partition()).isEqualTo(2);
        assertThat(head.examples()).isEqualTo(300);
        assertThat(head.learned()).isEqualTo(learner.labeled()).isLessThan(300);
        assertThat(head.rejected()).isEqualTo(1);
        assertThat(head.meanLoss()).isEqualTo(learner.rollingLoss().meanLoss());
        assertThat(head.rollingLoss()).isEqualTo(learner.rollingLoss().rollingLoss());
        assertThat(head.classes()).isEqualTo(model.labels().classes());
        assertThat(head.intercepts()).hasSize(model.outputs());
        for (int output = 0; output < model.outputs(); output++) {
            assertThat(head.intercepts().get(output)).isEqualTo(model.intercept(output));
        }
        assertThat(head.positions()).containsOnly(Map.entry(new InputPositions.Source("examples", 2), 300L));
        int weights = 0;
        for (Snapshot.Block block : snapshot.blocks()) {
            float[] floats = block.weights().floats();
            for (int k = 0; k < floats.length; k++) {
                assertThat(floats[k])
                        .isEqualTo(model.weight(k % model.outputs(), block.firstIndex() + k / model.outputs()));
            }
            assertThat(block.firstIndex() == -1).isEqualTo(floats.length == 0);
            weights += floats.length;
        }
        assertThat(weights).isBetween(1, model.size() * model.outputs());
    }

    @Test
    void everythingIsLoggedAfterResuming() {
        LearnerSettings settings = layouts().findFirst().orElseThrow();
        LearnerState first = Learners.state(settings);
        learn(first, new Examples(11, settings.loss(), settings.hashBits()), 100);
        LearnerState second = Learners.state(settings);
        take(first).resume(second);
        List<Integer> logged = new ArrayList<>();
        second.drainDirty(logged::add);
        assertThat(logged)
                .containsExactlyInAnyOrderElementsOf(Learners.blocks(first).keySet());
    }

    @Test
    void refusesToGoOnUnderAnotherMeaning() {
        List<LearnerSettings> settings = layouts().toList();
        Snapshot snapshot = take(Learners.state(settings.get(0)));
        LearnerState other = Learners.state(settings.get(4));
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> snapshot.resume(other))
                .withMessageContaining("optimizer=sgd without l1");
    }
}
