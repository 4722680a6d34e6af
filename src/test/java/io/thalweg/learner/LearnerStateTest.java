package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.evaluation.Convergence;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnerStateTest {
    private static final InitialWeights INITIAL = new InitialWeights(0.1, 17);
    private static final LearnerSettings SETTINGS =
            settings(new LogisticLoss(), OptimizerKind.SGD, 0.01, 8, INITIAL, 50);

    private final LearnerState state = Learners.state(SETTINGS);
    private final Examples examples = new Examples(1, SETTINGS.loss(), SETTINGS.hashBits());

    private static LearnerSettings settings(
            MarginLoss loss, OptimizerKind kind, double l1, int hashBits, InitialWeights initial, int window) {
        LearningRate rate = new LearningRate.Constant(0.1);
        Convergence convergence = new Convergence(0.01, 0.1);
        return new LearnerSettings(
                loss,
                kind,
                rate,
                1,
                new Regularization(l1, 0),
                hashBits,
                initial,
                Steps.PLAIN,
                100,
                window,
                convergence,
                64);
    }

    @BeforeEach
    void learn() {
        for (int k = 0; k < 120; k++) {
            state.learner().process(examples.mixed());
        }
    }

    @Test
    void refusesAnotherMeaningAndNamesTheDifference() {
        refuses(
                settings(new SquaredLoss(), OptimizerKind.SGD, 0.01, 8, INITIAL, 50),
                "it was learned with loss=logistic, the configuration says squared");
        refuses(
                settings(new LogisticLoss(), OptimizerKind.SGD, 0.01, 9, INITIAL, 50),
                "it was learned with hash.bits=8, the configuration says 9");
        refuses(
                settings(new LogisticLoss(), OptimizerKind.ADAGRAD, 0.01, 8, INITIAL, 50),
                "it was learned with optimizer=sgd with l1, the configuration says adagrad with l1 or l2");
        refuses(
                settings(new LogisticLoss(), OptimizerKind.SGD, 0, 8, INITIAL, 50),
                "it was learned with optimizer=sgd with l1, the configuration says sgd without l1");
        refuses(
                settings(new LogisticLoss(), OptimizerKind.SGD, 0.01, 8, new InitialWeights(0.2, 18), 50),
                "it was learned with weights.init.deviation=0.1, the configuration says 0.2",
                "it was learned with weights.init.seed=17, the configuration says 18");
    }

    @Test
    void anotherQuantileIsAnotherLoss() {
        LearnerState median = Learners.state(settings(new QuantileLoss(0.5), OptimizerKind.SGD, 0, 8, INITIAL, 50));
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(
                        settings(new QuantileLoss(0.9), OptimizerKind.SGD, 0, 8, INITIAL, 50), Learners.blocks(median)))
                .withMessageContaining("it was learned with loss=quantile 0.5, the configuration says quantile 0.9");
    }

    @Test
    void namesEveryDifferenceAtOnce() {
        refuses(
                settings(new SquaredLoss(), OptimizerKind.ADAGRAD, 0, 7, INITIAL, 50),
                "loss=logistic",
                "hash.bits=8",
                "optimizer=sgd with l1");
    }

    private void refuses(LearnerSettings settings, String... differences) {
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(settings, Learners.blocks(state)))
                .withMessageStartingWith("the model cannot be continued: ")
                .withMessageNotContaining("\n")
                .satisfies(e -> assertThat(e).hasMessageContainingAll(differences));
    }

    @Test
    void mayGoOnWithAnotherRateAndWindow() {
        LearnerSettings settings = settings(new LogisticLoss(), OptimizerKind.SGD, 0.02, 8, INITIAL, 20);
        RollingLoss before = state.learner().rollingLoss();
        RollingLoss after =
                Learners.resumed(settings, Learners.blocks(state)).learner().rollingLoss();
        assertThat(after.labeled()).isEqualTo(before.labeled());
        assertThat(after.meanLoss()).isEqualTo(before.meanLoss());
        assertThat(after.baselineLoss()).isEqualTo(before.baselineLoss());
        assertThat(after.rollingLoss()).isZero();
    }

    @Test
    void refusesADamagedMetaBlock() {
        byte[] meta = state.block(LearnerState.META);
        for (int length = 0; length < meta.length; length++) {
            refusesMeta(Arrays.copyOf(meta, length));
        }
        refusesMeta(Arrays.copyOf(meta, meta.length + 1));
        byte[] otherFormat = meta.clone();
        otherFormat[3]++;
        refusesMeta(otherFormat);
    }

    private void refusesMeta(byte[] meta) {
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        blocks.put(LearnerState.META, ByteBuffer.wrap(meta));
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(SETTINGS, blocks))
                .withMessageNotContaining("null");
    }

    @Test
    void refusesWeightsInBlocksOfAnotherSize() {
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        blocks.put(0, ByteBuffer.allocate(12));
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(SETTINGS, blocks))
                .withMessageContaining("its weights come in blocks of another size");
    }

    @Test
    void withoutAMetaBlockTheLearnerIsNew() {
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        LearnerState other = Learners.state(SETTINGS);
        other.restore(0, blocks.get(0).array());
        assertThat(other.resume()).isFalse();
        assertThat(Learners.blocks(other)).isEqualTo(Learners.blocks(Learners.state(SETTINGS)));
    }

    @Test
    void clearedLearnsLikeANewOne() {
        state.clear();
        LearnerState other = Learners.state(SETTINGS);
        assertThat(Learners.blocks(state)).isEqualTo(Learners.blocks(other));
        for (int k = 0; k < 50; k++) {
            Example example = examples.labeled();
            state.learner().process(example);
            other.learner().process(example);
        }
        assertThat(Learners.blocks(state)).isEqualTo(Learners.blocks(other));
    }

    @Test
    void aGroupOfBlocksIsDrainedAsOneWhenManyOfThoseInUseHaveChanged() {
        LearnerSettings settings =
                Learners.settings(new LogisticLoss(), OptimizerKind.AUTO, new LearningRate.Constant(1), 0, 0);
        LearnerState wide = Learners.state(settings);
        LearnerState restored = Learners.state(settings);
        Examples many = new Examples(3, new LogisticLoss(), Learners.HASH_BITS);
        assertThat(drained(wide, restored, many, 1)).as("all that are in use").startsWith(1 << 30);
        assertThat(drained(wide, restored, many, 400)).startsWith(1 << 30).hasSizeLessThan(20);
        assertThat(drained(wide, restored, many, 1)).as("a few").allMatch(key -> key < 1 << 30);
        assertThat(drained(wide, restored, many, 400)).startsWith(1 << 30);
        assertThat(drained(wide, restored, many, 0)).containsExactly(LearnerState.META);
        assertThat(restored.resume()).isTrue();
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(wide));
    }

    private static List<Integer> drained(LearnerState state, LearnerState restored, Examples examples, int count) {
        for (int k = 0; k < count; k++) {
            state.learner().process(examples.labeled(1));
        }
        List<Integer> keys = new ArrayList<>();
        state.drainDirty(key -> {
            keys.add(key);
            restored.restore(key, state.block(key));
        });
        return keys;
    }

    @Test
    void aGroupThatIsNotWhatItSaysIsRefused() {
        for (byte[] bytes : new byte[][] {{1}, {0, 0, 0, 0, 127, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 1, 7}}) {
            state.restore(LearnerState.META, state.block(LearnerState.META));
            state.restore(1 << 30, bytes);
            assertThatExceptionOfType(IncompatibleModelException.class)
                    .isThrownBy(state::resume)
                    .withMessageContaining("its weights come in blocks of another size");
            state.clear();
        }
    }

    @Test
    void drainsWhatOneExampleChangesAndNothingElse() {
        LearnerSettings settings = settings(new LogisticLoss(), OptimizerKind.SGD, 0.01, 14, INITIAL, 50);
        LearnerState quiet = Learners.state(settings);
        LearnerState restored = Learners.state(settings);
        Examples few = new Examples(1, new LogisticLoss(), 14);
        drained(quiet, restored, few, 120);
        SortedMap<Integer, ByteBuffer> before = Learners.blocks(quiet);
        List<Integer> drained = drained(quiet, restored, few, 1);
        List<Integer> changed = new ArrayList<>();
        Learners.blocks(quiet).forEach((key, bytes) -> {
            if (!bytes.equals(before.get(key))) {
                changed.add(key);
            }
        });
        assertThat(drained).containsExactlyInAnyOrderElementsOf(changed).endsWith(LearnerState.META);
    }
}
