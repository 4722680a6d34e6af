package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Reference;
import io.thalweg.testing.ReferenceAdaGrad;
import io.thalweg.testing.ReferenceSgd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fast optimizers against loops over all weights. Tolerances are the reference's own bounds on what rounding to floats can do. */
class OptimizerPropertyTest {
    private static final InitialWeights ZERO = new InitialWeights(0, 0);

    private record Setting(
            OptimizerKind kind,
            LearningRate rate,
            Regularization regularization,
            InitialWeights initial,
            MarginLoss loss,
            int hashBits) {
        Optimizer optimizer() {
            return Optimizer.of(kind, rate, 1, regularization, hashBits, initial);
        }

        Reference reference() {
            return kind == OptimizerKind.SGD
                    ? new ReferenceSgd(rate, regularization, hashBits, initial)
                    : new ReferenceAdaGrad(rate.initial(), regularization, hashBits, initial);
        }
    }

    static Stream<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (MarginLoss loss : List.of(new LogisticLoss(), new SquaredLoss())) {
            for (double l1 : new double[] {0, 0.003}) {
                for (double l2 : new double[] {0, 0.02}) {
                    for (InitialWeights initial : List.of(ZERO, new InitialWeights(0.3, 99))) {
                        Regularization both = new Regularization(l1, l2);
                        LearningRate constant = new LearningRate.Constant(0.05);
                        LearningRate falling = new LearningRate.InverseScaling(0.2, 0.5);
                        settings.add(new Setting(OptimizerKind.SGD, constant, both, initial, loss, 7));
                        settings.add(new Setting(OptimizerKind.SGD, falling, both, initial, loss, 9));
                        settings.add(new Setting(OptimizerKind.ADAGRAD, constant, both, initial, loss, 7));
                    }
                }
            }
        }
        return settings.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void equalsTheDenseLoop(Setting setting) {
        for (long seed = 1; seed <= 3; seed++) {
            compare(setting, seed, 1200);
        }
    }

    private static Setting forgetful(double l1, int hashBits) {
        LearningRate rate = new LearningRate.Constant(0.3);
        Regularization regularization = new Regularization(l1, 2);
        return new Setting(
                OptimizerKind.SGD, rate, regularization, new InitialWeights(1, 5), new LogisticLoss(), hashBits);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 1e-3})
    void equalsTheDenseLoopThroughManyEpochs(double l1) {
        Optimizer optimizer = compare(forgetful(l1, 13), 7, 2000);
        int[] epochs = optimizer.weights().blocks().epochs();
        assertThat(IntStream.of(epochs).max().orElseThrow()).isGreaterThan(50);
        assertThat(IntStream.of(epochs).distinct().count()).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3})
    void epochsLeaveAnInterceptAloneThatSharesABlockWithWeights(double l1) {
        Optimizer optimizer = compare(forgetful(l1, 2), 8, 2000);
        assertThat(optimizer.weights().blocks().count()).isEqualTo(1);
        assertThat(optimizer.weights().blocks().epochs()[0]).isGreaterThan(50);
    }

    private static Optimizer compare(Setting setting, long seed, int steps) {
        Optimizer optimizer = setting.optimizer();
        Reference reference = setting.reference();
        Examples examples = new Examples(seed, setting.loss(), setting.hashBits());
        for (int step = 0; step < steps; step++) {
            Example example = examples.labeled();
            double margin = reference.margin(example.features());
            assertThat(optimizer.margin(example.features()))
                    .as("margin at step %d of seed %d", step, seed)
                    .isCloseTo(margin, within(reference.marginError(example.features())));
            double label = setting.loss().label(example.label());
            double derivative = example.importance() * setting.loss().derivative(margin, label);
            optimizer.learn(example.features(), derivative);
            reference.learn(example.features(), derivative);
            if (step % 37 == 0 || step == steps - 1) {
                compareWeights(optimizer, reference, "step " + step + " of seed " + seed);
            }
        }
        assertThat(optimizer.step()).isEqualTo(steps);
        return optimizer;
    }

    private static void compareWeights(Optimizer optimizer, Reference reference, String when) {
        for (int index = 0; index <= optimizer.weights().intercept(); index++) {
            double expected = reference.weight(index);
            double difference = Math.abs(optimizer.weight(index) - expected);
            if (!(difference <= reference.error(index))) {
                assertThat((double) optimizer.weight(index))
                        .as("weight %d at %s", index, when)
                        .isCloseTo(expected, within(reference.error(index)));
            }
        }
    }

    @Test
    void aWeightTakenToZeroByL1IsExactlyZero() {
        Regularization strong = new Regularization(0.5, 0.01);
        for (OptimizerKind kind : List.of(OptimizerKind.SGD, OptimizerKind.ADAGRAD, OptimizerKind.FTRL)) {
            Optimizer optimizer = Optimizer.of(kind, new LearningRate.InverseScaling(0.01, 0.3), 1, strong, 6, ZERO);
            Examples examples = new Examples(11, new LogisticLoss(), 6);
            for (int step = 0; step < 500; step++) {
                optimizer.learn(examples.labeled().features(), 1e-6);
                for (int index = 0; index < optimizer.weights().intercept(); index++) {
                    assertThat(optimizer.weight(index))
                            .as("%s, weight %d after step %d", kind, index, step)
                            .isZero();
                }
            }
        }
    }
}
