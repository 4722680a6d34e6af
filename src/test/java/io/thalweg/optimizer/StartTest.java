package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.testing.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that were learned elsewhere, in every optimizer. */
class StartTest {
    private static final int HASH_BITS = 13;
    private static final float SURE = 100;

    /** SGD with L2 forgets so fast that weights are rescaled every fifty examples, and those of rare features lag behind. */
    private record Setting(OptimizerKind kind, double l1, double l2) {
        Optimizer optimizer() {
            LearningRate rate = new LearningRate.Constant(0.1);
            return Optimizer.of(kind, rate, 1, new Regularization(l1, l2), HASH_BITS, new InitialWeights(0, 0));
        }
    }

    static Stream<Setting> settings() {
        return Stream.concat(withoutCommonSchedule(), Stream.of(new Setting(OptimizerKind.NAG, 0, 0)));
    }

    /** Those in which all that is known is known by weight, so that starting every weight starts all. */
    static Stream<Setting> withoutCommonSchedule() {
        List<Setting> settings = new ArrayList<>();
        for (OptimizerKind kind : List.of(OptimizerKind.SGD, OptimizerKind.ADAGRAD, OptimizerKind.FTRL)) {
            for (double l1 : new double[] {0, 0.003}) {
                for (double l2 : new double[] {0, 4}) {
                    settings.add(new Setting(kind, l1, l2));
                }
            }
        }
        return settings.stream();
    }

    private static void learn(Optimizer optimizer, Examples examples, int steps) {
        LogisticLoss loss = new LogisticLoss();
        for (int step = 0; step < steps; step++) {
            Features x = examples.labeled().features();
            optimizer.learn(x, loss.derivative(optimizer.margin(x), step % 3 == 0 ? 1 : -1));
        }
    }

    private static Examples examples(long seed) {
        return new Examples(seed, new LogisticLoss(), HASH_BITS);
    }

    /** Gives every weight and the intercept a value, 0 among them, the same at every call. */
    private static float[] start(Optimizer optimizer) {
        Random random = new Random(5);
        float[] given = new float[optimizer.weights().intercept() + 1];
        for (int index = 0; index < given.length; index++) {
            given[index] = index % 7 == 3 ? 0 : (float) random.nextGaussian();
            optimizer.start(index, given[index], given[index] == 0 ? 0 : SURE);
        }
        return given;
    }

    private static Features feature(int index, float value) {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 4);
        builder.begin();
        builder.indexed(index, value);
        return builder.build().features();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void givesTheWeightBackWheneverItIsCalled(Setting setting) {
        Optimizer optimizer = setting.optimizer();
        for (int steps : new int[] {0, 1, 700}) {
            learn(optimizer, examples(1), steps);
            float[] given = start(optimizer);
            for (int index = 0; index < given.length; index++) {
                assertThat(optimizer.weight(index))
                        .as("weight %d after %d steps", index, steps)
                        .isCloseTo(given[index], within(1e-6f)); // of numbers around 1
                if (index < optimizer.weights().intercept()) {
                    double margin = given[index] * 2.0 + given[given.length - 1];
                    assertThat(optimizer.margin(feature(index, 2))).isCloseTo(margin, within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withoutCommonSchedule")
    void nothingIsOwedForThePastAndNothingIsKeptOfIt(Setting setting) {
        Optimizer late = setting.optimizer();
        learn(late, examples(1), 700);
        start(late);
        Optimizer fresh = setting.optimizer();
        start(fresh);
        learn(late, examples(2), 60);
        learn(fresh, examples(2), 60);
        for (int index = 0; index <= fresh.weights().intercept(); index++) {
            assertThat(late.weight(index))
                    .as("weight %d", index)
                    .isCloseTo(fresh.weight(index), within(1e-4f)); // 60 sums in float, in other units
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizerKind.class,
            names = {"ADAGRAD", "FTRL", "NAG"})
    void theSurerAWeightTheLessTheNextGradientMovesIt(OptimizerKind kind) {
        float before = Float.MAX_VALUE;
        for (float squaredGradients : new float[] {1, 100, 1e4f, 1e6f}) {
            Optimizer optimizer = new Setting(kind, 0, 0).optimizer();
            optimizer.start(5, 0.75f, squaredGradients);
            optimizer.start(optimizer.weights().intercept(), -0.5f, squaredGradients);
            optimizer.learn(feature(5, 1), 0.5);
            float moved = 0.75f - optimizer.weight(5);
            assertThat(moved).isBetween(0f, 0.05f).isLessThan(before);
            assertThat(-0.5f - optimizer.weight(optimizer.weights().intercept()))
                    .as("the intercept is as sure")
                    .isCloseTo(moved, within(1e-6f));
            before = moved;
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatWasStartedIsChangedAndTheRestIsNot(Setting setting) {
        Optimizer optimizer = setting.optimizer();
        optimizer.start(5, 0.75f, SURE);
        for (int block = 0; block < optimizer.weights().blocks().count(); block++) {
            assertThat(optimizer.weights().blocks().dirty()[block])
                    .isEqualTo(block == 5 >>> optimizer.weights().blockShift());
        }
    }

    @Test
    void ftrlTakesAStartedWeightBackToExactlyZero() {
        Optimizer ftrl = new Setting(OptimizerKind.FTRL, 1, 0).optimizer();
        ftrl.start(5, 0.05f, 1);
        ftrl.learn(feature(5, 1), 0.5);
        assertThat(ftrl.weight(5)).isBetween(0.001f, 0.049f);
        ftrl.learn(feature(5, 1), 1);
        assertThat(ftrl.weight(5)).isZero();
    }

    @Test
    void ftrlStaysFiniteWhateverItStartsFrom() {
        Optimizer ftrl = new Setting(OptimizerKind.FTRL, 0, 0).optimizer();
        ftrl.start(5, -Float.MAX_VALUE, 1e30f);
        assertThat(ftrl.margin(feature(5, 1))).isFinite().isNegative();
    }
}
