package io.thalweg.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.evaluation.Convergence;
import io.thalweg.example.Example;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.model.Model;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
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
        LearnerState restored = Learners.state(settings);
        second.drainDirty(key -> restored.restore(key, second.block(key)));
        assertThat(restored.resume()).isTrue();
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(first));
    }

    private static LearnerSettings named(Loss loss, OptimizerKind kind, int hashBits) {
        boolean penalties = kind != OptimizerKind.NAG;
        return new LearnerSettings(
                loss,
                kind,
                new LearningRate.Constant(0.1),
                1,
                penalties ? new Regularization(1e-3, 1e-2) : new Regularization(0, 0),
                hashBits,
                new InitialWeights(0, 0),
                new Steps(kind != OptimizerKind.FTRL, 0),
                100,
                50,
                new Convergence(0.05, 0.1),
                64);
    }

    private static final List<OptimizerKind> NAMED =
            List.of(OptimizerKind.SGD, OptimizerKind.ADAGRAD, OptimizerKind.NAG, OptimizerKind.FTRL);

    static Stream<LearnerSettings> layoutsOfOneMargin() {
        return layouts().filter(settings -> settings.loss().outputs() == 1);
    }

    @ParameterizedTest
    @MethodSource("layoutsOfOneMargin")
    void everyNamedOptimizerBeginsWithTheWeightsOfAnyModelOfOneMargin(LearnerSettings settings) {
        LearnerState first = Learners.state(settings);
        learn(first, new Examples(12, settings.loss(), settings.hashBits()), 300);
        Snapshot snapshot = take(first);
        for (OptimizerKind kind : NAMED) {
            LearnerState second = Learners.state(named(settings.loss(), kind, settings.hashBits()));
            learn(second, new Examples(13, settings.loss(), settings.hashBits()), 30); // beginning forgets this
            snapshot.begin(second, 1);
            Model model = second.learner().model();
            for (Snapshot.Block block : snapshot.blocks()) {
                float[] floats = block.weights().floats();
                for (int k = 0; k < floats.length; k++) {
                    assertThat(model.weight(0, block.firstIndex() + k)).isCloseTo(floats[k], rounding(floats[k]));
                }
            }
            float intercept = snapshot.head().intercepts().get(0).floatValue();
            assertThat((float) model.intercept(0)).isCloseTo(intercept, rounding(intercept));
            assertThat(take(second).nonZeroWeights()).isEqualTo(snapshot.nonZeroWeights());
        }
    }

    /** Of FTRL's z, from which λ1 is taken again. */
    private static Offset<Float> rounding(float weight) {
        return within(1e-10f + 1e-6f * Math.abs(weight));
    }

    /** Features far from 0 with large weights make an intercept that no float holds. */
    @Test
    void anInterceptBeyondAFloatBeginsAsTheLargestOne() {
        LearnerState first = Learners.state(named(new SquaredLoss(), OptimizerKind.AUTO, 8));
        learn(first, new Examples(15, new SquaredLoss(), 8), 10);
        Snapshot.Head head = take(first).head();
        Snapshot far = new Snapshot(
                new Snapshot.Head(
                        head.model(),
                        head.partition(),
                        head.learned(),
                        head.settings(),
                        head.classes(),
                        List.of(-1e300),
                        head.examples(),
                        head.rejected(),
                        head.meanLoss(),
                        head.rollingLoss(),
                        head.baselineLoss(),
                        head.positions(),
                        head.state()),
                List.of());
        LearnerState second = Learners.state(named(new SquaredLoss(), OptimizerKind.SGD, 8));
        far.begin(second, 1);
        assertThat(second.learner().model().intercept(0)).isEqualTo(-Float.MAX_VALUE);
    }

    @Test
    void whoBeginsWithWeightsHasCountedNothingAndSkipsWhatTheyHaveLearned() {
        LearnerState first = Learners.state(named(new LogisticLoss(), OptimizerKind.AUTO, 8));
        learn(first, new Examples(14, new LogisticLoss(), 8), 300);
        LearnerState second = Learners.state(named(new LogisticLoss(), OptimizerKind.FTRL, 8));
        take(first).begin(second, 1);
        Snapshot.Head head = take(second).head();
        assertThat(head.examples()).isZero();
        assertThat(head.learned()).isZero();
        assertThat(head.meanLoss()).isZero();
        assertThat(second.learner().model().learned()).isZero();
        assertThat(head.positions()).containsOnly(Map.entry(new InputPositions.Source("examples", 2), 300L));
    }

    @Test
    void everythingIsLoggedAfterBeginning() {
        LearnerState first = Learners.state(named(new LogisticLoss(), OptimizerKind.AUTO, 8));
        learn(first, new Examples(14, new LogisticLoss(), 8), 300);
        for (OptimizerKind kind : NAMED) {
            LearnerSettings settings = named(new LogisticLoss(), kind, 8);
            LearnerState second = Learners.state(settings);
            take(first).begin(second, 1);
            LearnerState restored = Learners.state(settings);
            second.drainDirty(key -> restored.restore(key, second.block(key)));
            assertThat(restored.resume()).isTrue();
            assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(second));
            assertThat(learn(restored, new Examples(15, new LogisticLoss(), 8), 200))
                    .isEqualTo(learn(second, new Examples(15, new LogisticLoss(), 8), 200));
        }
    }

    @Test
    void weightsOfAnotherMeaningAreNotTaken() {
        LearnerState first = Learners.state(named(new LogisticLoss(), OptimizerKind.AUTO, 8));
        learn(first, new Examples(14, new LogisticLoss(), 8), 50);
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> take(first).begin(Learners.state(named(new HingeLoss(), OptimizerKind.FTRL, 9)), 1))
                .withMessage(
                        "the weights cannot be taken: it was learned with hash.bits=8, the configuration says 9; it was"
                                + " learned with loss=logistic, the configuration says hinge. Use the loss and hash.bits that they were"
                                + " learned with, or leave out warm.start");
        LearnerState classes = Learners.state(named(new SoftmaxLoss(3, List.of()), OptimizerKind.AUTO, 8));
        learn(classes, new Examples(14, new SoftmaxLoss(3, List.of()), 8), 50);
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() ->
                        take(classes).begin(Learners.state(named(new LogisticLoss(), OptimizerKind.SGD, 8)), 1))
                .withMessageContaining("there is one for each of 3 classes, the configuration has one margin");
        assertThatIllegalArgumentException().isThrownBy(() -> take(first).begin(first, 1));
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
