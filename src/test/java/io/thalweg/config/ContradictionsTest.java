package io.thalweg.config;

import static io.thalweg.config.ConfigurationErrorsTest.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.Loss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.optimizer.OptimizerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {
    private static final long MEBIBYTE = 1 << 20;

    /** What is wrong with these sets in a heap of that size. */
    private static List<String> errorsIn(long heapBytes, String... sets) {
        List<String> errors = new ArrayList<>();
        Values values = new Values(Sources.read(null, List.of(sets), Map.of(), errors), errors);
        Contradictions.check(values, heapBytes, errors);
        return errors;
    }

    @Test
    void twoTopicsNeverShareAName() {
        assertThat(errors("examples.topic=a.b", "snapshots.topic=a_b"))
                .containsExactly(
                        "examples.topic=a.b in --set and snapshots.topic=a_b in --set: each topic needs a name of its own"
                                + " (to Kafka, . and _ are the same)");
    }

    @Test
    void threeTopicsOfOneNameAreTwoErrors() {
        assertThat(errors("examples.topic=a", "snapshots.topic=a", "dead.letter.topic=a"))
                .hasSize(2);
    }

    @Test
    void sgdRefusesADecayThatTurnsWeightsOver() {
        assertThat(errors("optimizer=sgd", "l2=3"))
                .containsExactly(
                        "learning.rate=0.5 by default times l2=3 in --set is 1.5: sgd multiplies weights by 1 minus that,"
                                + " so it must be below 1; lower one of them");
        assertThat(errors("optimizer=sgd", "l2=2")).hasSize(1);
        assertThatCode(() -> ThalwegConfig.read(null, List.of("optimizer=sgd", "l2=1.99"), Map.of()))
                .doesNotThrowAnyException();
        assertThatCode(() -> ThalwegConfig.read(null, List.of("optimizer=adagrad", "l2=3"), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void adagradHasNoSchedule() {
        assertThat(errors("learning.rate.schedule=inverse-scaling"))
                .containsExactly(
                        "learning.rate.schedule=inverse-scaling in --set and optimizer=adagrad in place of auto, because"
                                + " learning.rate.schedule is given: the rates of"
                                + " adagrad fall by themselves, weight by weight; use learning.rate.schedule=constant or optimizer=sgd");
    }

    @Test
    void autoTakesNoRate() {
        assertThat(errors("optimizer=auto", "learning.rate=1", "weights.init.deviation=1"))
                .containsExactly(
                        "learning.rate=1 in --set and optimizer=auto in --set: auto finds its rates itself and starts at zero;"
                                + " leave it out, or use optimizer=sgd or adagrad",
                        "weights.init.deviation=1 in --set and optimizer=auto in --set: auto finds its rates itself and starts"
                                + " at zero; leave it out, or use optimizer=sgd or adagrad");
    }

    @Test
    void weightsAreTakenFromASnapshotByANamedOptimizer() {
        assertThat(errors("warm.start.take=weights"))
                .containsExactly(
                        "warm.start.take=weights in --set and warm.start=none by default: there is no snapshot to take weights"
                                + " from; set warm.start to one, or leave it out",
                        "warm.start.take=weights in --set and optimizer=auto by default: auto does not begin with weights; use"
                                + " optimizer=ftrl, adagrad, nag or sgd, or warm.start.take=state");
        for (String optimizer : List.of("sgd", "adagrad", "nag", "ftrl")) {
            assertThatCode(() -> ThalwegConfig.read(
                            null,
                            List.of("warm.start=latest", "warm.start.take=weights", "optimizer=" + optimizer),
                            Map.of()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void confidenceBelongsToWeightsThatAreTakenAndHaveRatesOfTheirOwn() {
        assertThat(errors("warm.start=latest", "warm.start.confidence=5"))
                .containsExactly(
                        "warm.start.confidence=5 in --set and warm.start.take=state by default: a whole state knows how sure its"
                                + " weights are; set warm.start.take=weights, or leave it out");
        assertThat(errors("warm.start.confidence=5")).hasSize(1);
        assertThat(errors("warm.start=latest", "warm.start.take=weights", "optimizer=sgd", "warm.start.confidence=5"))
                .containsExactly(
                        "warm.start.confidence=5 in --set and optimizer=sgd in --set: sgd has one rate for all weights, however"
                                + " sure they are; leave it out, or use optimizer=ftrl, adagrad or nag");
    }

    @Test
    void weightsThatAreTakenLeaveNoRoomForInitialOnes() {
        assertThat(errors(
                        "warm.start=latest", "warm.start.take=weights", "optimizer=ftrl", "weights.init.deviation=0.1"))
                .containsExactly(
                        "warm.start.take=weights in --set and weights.init.deviation=0.1 in --set: weights that the snapshot does"
                                + " not have are 0; leave one of them out");
    }

    @Test
    void softmaxIsLearnedByAutoAlone() {
        assertThat(errors("loss=softmax", "optimizer=sgd"))
                .containsExactly(
                        "loss=softmax in --set and optimizer=sgd in --set: softmax is learned by auto alone; leave out"
                                + " the optimizer and its settings, or use another loss");
        assertThat(errors("loss=softmax", "learning.rate=1"))
                .containsExactly(
                        "loss=softmax in --set and optimizer=adagrad in place of auto, because learning.rate is given:"
                                + " softmax is learned by auto alone; leave out the optimizer and its settings, or use another loss");
    }

    @Test
    void classesBelongToSoftmax() {
        assertThat(errors("classes=3"))
                .containsExactly(
                        "classes=3 in --set and loss=logistic by default: only softmax has classes to name; set"
                                + " loss=softmax, or leave it out");
        assertThat(errors("loss=softmax", "classes=a,b,a"))
                .containsExactly(
                        "classes=a,b,a in --set: must be an integer from 2 to 1000, or 2 to 1000 different names of at"
                                + " most 256 characters, 20000 in all, with commas between them");
        assertThat(errors("loss=softmax", "classes=1,1.0")).hasSize(1);
        assertThat(softmax("classes=a," + "b".repeat(256)).classes()).isEqualTo(2);
        assertThat(errors("loss=softmax", "classes=a," + "b".repeat(257))).hasSize(1);
    }

    @Test
    void manyClassesNeedMemory() {
        assertThat(errors("loss=softmax", "classes=1000", "rolling.loss.window=10000000", "hash.bits=22"))
                .hasSize(2)
                .anyMatch(error -> error.startsWith(
                        "hash.bits=22 in --set and classes=1000 in --set need an array of 20984102912 floats"))
                .anyMatch(error -> error.startsWith(
                        "rolling.loss.window=10000000 in --set and classes=1000 in --set need 77056 MiB of heap"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1001", "", "a", "a,", ",", "a, a"})
    void classesAreTwoOrMore(String classes) {
        assertThat(errors("loss=softmax", "classes=" + classes)).hasSize(1);
    }

    /** The longest names in the longest writing. */
    @Test
    void namesOfClassesFitIntoAState() {
        String names = IntStream.range(0, 79)
                .mapToObj(c -> (char) ('\u4e00' + c) + "\u4e00".repeat(251))
                .collect(Collectors.joining(","));
        LearnerState state = new LearnerState(new OnlineLearner(
                ThalwegConfig.read(null, List.of("loss=softmax", "hash.bits=1", "classes=" + names), Map.of())
                        .learner()));
        assertThat(state.block(LearnerState.META)).hasSizeGreaterThan(59_000);
        assertThat(errors("loss=softmax", "classes=" + names + "," + "a".repeat(14)))
                .singleElement()
                .asString()
                .contains("20000 in all");
    }

    @Test
    void classesAreACountOrNames() {
        assertThat(softmax("classes=3")).isEqualTo(new SoftmaxLoss(3, List.of()));
        assertThat(softmax("classes= ham , spam ")).isEqualTo(new SoftmaxLoss(2, List.of("ham", "spam")));
        assertThat(softmax("classes=3,1")).isEqualTo(new SoftmaxLoss(2, List.of("3", "1")));
        assertThat(softmax("classes=3.0,1e1")).isEqualTo(new SoftmaxLoss(2, List.of("3", "10")));
    }

    private static Loss softmax(String classes) {
        return ThalwegConfig.read(null, List.of("loss=softmax", classes), Map.of())
                .learner()
                .loss();
    }

    @Test
    void aRateWithoutAnOptimizerMeansAdagrad() {
        ThalwegConfig config = ThalwegConfig.read(null, List.of("learning.rate=1"), Map.of());
        assertThat(config.learner().optimizer()).isEqualTo(OptimizerKind.ADAGRAD);
    }

    @Test
    void autoTakesNoLossButLogisticSquaredAndSoftmax() {
        assertThat(errors("optimizer=auto", "loss=hinge"))
                .containsExactly(
                        "loss=hinge in --set and optimizer=auto in --set: auto learns by logistic, squared or softmax loss; use one of"
                                + " these, or optimizer=adagrad");
        ThalwegConfig config = ThalwegConfig.read(null, List.of("loss=quantile", "loss.quantile=0.9"), Map.of());
        assertThat(config.learner().optimizer()).isEqualTo(OptimizerKind.ADAGRAD);
        assertThat(config.learner().loss()).isEqualTo(new QuantileLoss(0.9));
    }

    @Test
    void onlyFtrlHasABetaAndItsStepsHaveNoClosedForm() {
        assertThat(errors("optimizer=sgd", "ftrl.beta=2"))
                .containsExactly(
                        "ftrl.beta=2 in --set and optimizer=sgd in --set: only ftrl has a beta; set optimizer=ftrl, or leave"
                                + " it out");
        assertThat(errors("optimizer=ftrl", "updates=importance-aware"))
                .containsExactly(
                        "updates=importance-aware in --set and optimizer=ftrl in --set: the steps of ftrl have no closed form;"
                                + " use updates=plain, or optimizer=adagrad");
    }

    @Test
    void nagHasNoPenaltiesAndNoSchedule() {
        assertThat(errors("optimizer=nag", "l1=1", "l2=2", "learning.rate.schedule=inverse-scaling"))
                .containsExactly(
                        "learning.rate.schedule=inverse-scaling in --set and optimizer=nag in --set: the rates of nag fall by"
                                + " themselves, weight by weight; use learning.rate.schedule=constant or optimizer=sgd",
                        "l1=1 in --set and optimizer=nag in --set: nag has no penalties; leave it out, or use optimizer=adagrad or"
                                + " ftrl",
                        "l2=2 in --set and optimizer=nag in --set: nag has no penalties; leave it out, or use optimizer=adagrad or"
                                + " ftrl");
    }

    @Test
    void onlyTheQuantileLossHasAQuantile() {
        assertThat(errors("loss=squared", "loss.quantile=0.9"))
                .containsExactly(
                        "loss.quantile=0.9 in --set and loss=squared in --set: only the quantile loss has a quantile; set"
                                + " loss=quantile, or leave it out");
    }

    @Test
    void aConstantRateHasNoPower() {
        assertThat(errors("learning.rate.power=0.5"))
                .containsExactly(
                        "learning.rate.power=0.5 in --set and learning.rate.schedule=constant by default: a power belongs"
                                + " to learning.rate.schedule=inverse-scaling; set that, or no power");
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer=auto,    l1=0, l2=1, 8",
        "optimizer=sgd,     l1=0, l2=0, 1",
        "optimizer=sgd,     l1=0, l2=1, 1",
        "optimizer=sgd,     l1=1, l2=0, 3",
        "optimizer=sgd,     l1=1, l2=1, 3",
        "optimizer=ftrl,    l1=1, l2=1, 2",
        "optimizer=nag,     l1=0, l2=0, 3",
        "optimizer=adagrad, l1=0, l2=0, 2",
        "optimizer=adagrad, l1=1, l2=0, 4",
        "optimizer=adagrad, l1=0, l2=1, 4",
    })
    void weightsMustFitIntoNineTenthsOfTheHeap(String optimizer, String l1, String l2, int floats) {
        int mebibytes = 4 * floats;
        String[] sets = {"hash.bits=20", optimizer, l1, l2};

        assertThat(errorsIn(mebibytes * MEBIBYTE * 10 / 9 + 10, sets)).isEmpty();
        assertThat(errorsIn(mebibytes * MEBIBYTE * 10 / 9, sets))
                .containsExactly("hash.bits=20 in --set and " + optimizer + " in --set need " + mebibytes
                        + " MiB of heap for each model (1048576 weights of " + floats
                        + " floats of 4 bytes), the JVM has " + mebibytes * 10 / 9
                        + ": lower hash.bits or raise -Xmx");
    }

    @Test
    void weightsMustFitIntoOneArray() {
        assertThat(errorsIn(Long.MAX_VALUE, "hash.bits=30", "optimizer=sgd")).isEmpty();
        assertThat(errorsIn(Long.MAX_VALUE, "hash.bits=27")).isEmpty();
        assertThat(errorsIn(Long.MAX_VALUE, "hash.bits=30"))
                .containsExactly(
                        "hash.bits=30 in --set and optimizer=auto by default need an array of 8589934592 floats, the"
                                + " JVM's limit is 2147483647: lower hash.bits");
    }

    @Test
    void aWrongWindowDoesNotHideThatWeightsAreTooMany() {
        assertThat(errors("hash.bits=30", "rolling.loss.window=0"))
                .hasSize(2)
                .anyMatch(error -> error.startsWith("rolling.loss.window=0"))
                .anyMatch(error -> error.startsWith("hash.bits=30"));
    }

    @Test
    void rulesAboutAWrongValueAreSkipped() {
        assertThat(errors("optimizer=adam", "l2=9", "learning.rate.power=1", "hash.bits=30"))
                .containsExactly("optimizer=adam in --set: must be auto or sgd or adagrad or ftrl or nag");
    }
}
