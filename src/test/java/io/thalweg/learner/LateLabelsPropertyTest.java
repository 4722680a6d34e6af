package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.example.Example;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.model.Prediction;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels that come after their examples, with every way to learn. */
class LateLabelsPropertyTest {
    private static final int EXAMPLES = 600;

    private record Pending(byte[] bytes, double label, String labelName) {}

    static Stream<LearnerSettings> layouts() {
        return Learners.layouts();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aLabelThatComesAtOnceTeachesTheSameBits(LearnerSettings settings) throws IOException {
        for (long seed = 1; seed <= 5; seed++) {
            Examples examples = new Examples(seed, settings.loss(), settings.hashBits());
            LearnerState together = Learners.state(settings);
            LearnerState apart = Learners.state(settings);
            for (int n = 0; n < EXAMPLES; n++) {
                Example example = examples.labeled();
                Prediction expected = together.learner().process(example);
                Pending pending = serve(apart.learner(), example);
                Prediction served = learn(apart.learner(), pending);
                assertThat(bits(served)).as("seed %d, example %d", seed, n).isEqualTo(bits(expected));
            }
            assertThat(Learners.blocks(apart)).as("seed %d", seed).isEqualTo(Learners.blocks(together));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void cutAndRestoredEqualsStraightThrough(LearnerSettings settings) throws IOException {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            Examples examples = new Examples(seed, settings.loss(), settings.hashBits());
            LearnerState straight = Learners.state(settings);
            LearnerState cut = Learners.state(settings);
            Deque<Pending> waiting = new ArrayDeque<>();
            for (int n = 0; n < EXAMPLES; n++) {
                Example example = examples.labeled();
                Pending pending = serve(straight.learner(), example);
                assertThat(serve(cut.learner(), example).bytes).isEqualTo(pending.bytes);
                if (random.nextInt(5) > 0) {
                    waiting.add(pending);
                }
                for (int due = random.nextInt(3); due > 0 && waiting.size() > 20; due--) {
                    Pending late = waiting.remove();
                    double loss = learn(straight.learner(), late).loss();
                    assertThat(learn(cut.learner(), late).loss()).isEqualTo(loss);
                }
                if (random.nextInt(100) == 0) {
                    cut = Learners.resumed(settings, Learners.blocks(cut));
                }
            }
            assertThat(Learners.blocks(cut)).as("seed %d", seed).isEqualTo(Learners.blocks(straight));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theLossIsThatOfThePredictionServed(LearnerSettings settings) throws IOException {
        Examples examples = new Examples(3, settings.loss(), settings.hashBits());
        OnlineLearner learner = new OnlineLearner(settings);
        for (int n = 0; n < EXAMPLES; n++) {
            learner.process(examples.labeled());
        }
        for (int n = 0; n < 50; n++) {
            Example example = examples.labeled();
            double loss = learner.serve(example).loss();
            Pending pending = new Pending(learner.pending(example), example.label(), example.labelName());
            for (int k = 0; k < 5; k++) {
                learner.process(examples.labeled());
            }
            long labeled = learner.labeled();
            assertThat(learn(learner, pending).loss()).isEqualTo(loss);
            assertThat(learner.labeled()).isEqualTo(labeled + 1);
            learner.learnLate(pending.bytes, pending.label, pending.labelName, false);
            assertThat(learner.labeled()).isEqualTo(labeled + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatIsNotAPendingExampleIsRefusedAndChangesNothing(LearnerSettings settings) throws IOException {
        Random random = new Random(11);
        Examples examples = new Examples(4, settings.loss(), settings.hashBits());
        LearnerState state = Learners.state(settings);
        Pending pending = null;
        for (int n = 0; n < 100; n++) {
            pending = serve(state.learner(), examples.labeled());
            learn(state.learner(), pending);
        }
        byte[] good = pending.bytes;
        for (int length = 0; length < good.length; length++) {
            refused(state, Arrays.copyOf(good, length), pending);
        }
        refused(state, Arrays.copyOf(good, good.length + 1), pending);
        for (int n = 0; n < 2000; n++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                state.learner().learnLate(bad, pending.label, pending.labelName, true);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("pending example");
            }
        }
    }

    private static void refused(LearnerState state, byte[] bytes, Pending of) {
        long learned = state.learner().model().learned();
        assertThatThrownBy(() -> state.learner().learnLate(bytes, of.label, of.labelName, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pending example");
        assertThat(state.learner().model().learned()).isEqualTo(learned);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aLabelOutsideTheDomainIsRefused(LearnerSettings settings) {
        OnlineLearner learner = new OnlineLearner(settings);
        assertThatThrownBy(() -> learner.checkLabel(Double.NaN, "")).isInstanceOf(RejectedExampleException.class);
        if (settings.loss().outputs() == 1) {
            assertThatThrownBy(() -> learner.checkLabel(0, "a name")).isInstanceOf(RejectedExampleException.class);
        }
        learner.checkLabel(0, "");
    }

    private static Pending serve(OnlineLearner learner, Example example) {
        learner.serve(example);
        return new Pending(learner.pending(example), example.label(), example.labelName());
    }

    private static Prediction learn(OnlineLearner learner, Pending pending) throws IOException {
        learner.checkLabel(pending.label, pending.labelName);
        return learner.learnLate(pending.bytes, pending.label, pending.labelName, true);
    }

    private static long[] bits(Prediction prediction) {
        return new long[] {
            Double.doubleToLongBits(prediction.margin()),
            Double.doubleToLongBits(prediction.mean()),
            Double.doubleToLongBits(prediction.loss()),
            Double.doubleToLongBits(prediction.gradientNorm()),
            prediction.learned(),
            prediction.predictedClass()
        };
    }
}
