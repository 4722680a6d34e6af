package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import io.thalweg.state.Blocks;
import io.thalweg.testing.Examples;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearModelTest {
    private static final int HASH_BITS = 6;

    private static final Steps IMPORTANCE_AWARE = new Steps(true, 0);

    private static LinearModel model(
            MarginLoss loss, OptimizerKind kind, double rate, Regularization regularization, Steps steps) {
        InitialWeights initial = new InitialWeights(0.1, 1);
        Regularization possible = kind == OptimizerKind.NAG ? new Regularization(0, 0) : regularization;
        return new LinearModel(
                loss, Optimizer.of(kind, new LearningRate.Constant(rate), 1, possible, HASH_BITS, initial), steps);
    }

    private static LinearModel learned(OptimizerKind kind, Examples examples) {
        LinearModel model = model(new LogisticLoss(), kind, 0.1, new Regularization(1e-3, 1e-2), IMPORTANCE_AWARE);
        for (int k = 0; k < 100; k++) {
            Example example = examples.labeled();
            model.predict(example);
            model.learn(example);
        }
        return model;
    }

    /** Weights, their state and the schedule; not the model's counts. */
    private static byte[] bytes(LinearModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Blocks blocks = model.optimizer().weights().blocks();
        for (int block = 0; block < blocks.count(); block++) {
            bytes.write(blocks.encode(block));
        }
        model.optimizer().write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void anExampleOfImportanceZeroIsCountedAndChangesNothing(OptimizerKind kind) throws IOException {
        Examples examples = new Examples(2, new LogisticLoss(), HASH_BITS);
        LinearModel model = learned(kind, examples);
        byte[] before = bytes(model);
        for (int k = 0; k < 50; k++) {
            Example example = examples.labeled(0);
            model.predict(example);
            model.learn(example);
        }
        assertThat(bytes(model)).isEqualTo(before);
        assertThat(model.learned()).isEqualTo(150);
        assertThat(model.refused()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void predictingChangesNothing(OptimizerKind kind) throws IOException {
        Examples examples = new Examples(3, new LogisticLoss(), HASH_BITS);
        LinearModel model = learned(kind, examples);
        byte[] before = bytes(model);
        for (int k = 0; k < 50; k++) {
            Prediction prediction = model.predict(examples.mixed());
            assertThat(prediction.learned()).isEqualTo(100);
        }
        assertThat(bytes(model)).isEqualTo(before);
    }

    @Test
    void aPredictionHasALossOnlyWithALabel() {
        Examples examples = new Examples(4, new LogisticLoss(), HASH_BITS);
        LinearModel model = learned(OptimizerKind.SGD, examples);
        Example example = examples.labeled();
        Prediction prediction = model.predict(example);
        double label = Math.max(0, example.label());
        assertThat(prediction.mean()).isCloseTo(1 / (1 + Math.exp(-prediction.margin())), within(1e-15));
        assertThat(prediction.loss())
                .isCloseTo(-Math.log(label == 1 ? prediction.mean() : 1 - prediction.mean()), within(1e-12));
        assertThat(prediction.gradientNorm())
                .isCloseTo(
                        Math.abs(prediction.mean() - label)
                                * Math.sqrt(1 + example.features().squaredNorm()),
                        within(1e-12));
        prediction = model.predict(examples.unlabeled());
        assertThat(prediction.loss()).isNaN();
        assertThat(prediction.gradientNorm()).isNaN();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void aDivergingModelStaysFiniteAndCountsWhatItRefuses(OptimizerKind kind) {
        for (Regularization regularization : new Regularization[] {
            new Regularization(0, 0), new Regularization(1, 0), new Regularization(0, 1e-4), new Regularization(1, 1e-4)
        }) {
            LinearModel model = model(new SquaredLoss(), kind, 1000, regularization, IMPORTANCE_AWARE);
            ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 10);
            Random random = new Random(5);
            for (int k = 0; k < 2000; k++) {
                builder.begin();
                for (int feature = 0; feature < 5; feature++) {
                    double magnitude = Math.pow(10, random.nextInt(37) - 18.0);
                    builder.indexed(random.nextInt(64), (float) (random.nextGaussian() / 5 * magnitude));
                }
                builder.label(random.nextGaussian() * 1e17);
                builder.importance(random.nextBoolean() ? 1 : 1e17);
                Example example = builder.build();
                Prediction prediction = model.predict(example);
                assertThat(prediction.margin()).isFinite();
                assertThat(prediction.loss()).isFinite();
                assertThat(prediction.gradientNorm()).isFinite();
                model.learn(example);
            }
            for (int index = 0; index <= model.optimizer().weights().intercept(); index++) {
                assertThat(model.optimizer().weight(index)).isFinite();
            }
            assertThat(model.refused()).isBetween(1L, 2000L);
            assertThat(model.learned()).isEqualTo(2000);
        }
    }

    static Stream<Arguments> reaching() {
        return Stream.of(
                        new LogisticLoss(),
                        new SquaredLoss(),
                        new HingeLoss(),
                        new QuantileLoss(0.3),
                        new PoissonLoss())
                .flatMap(loss ->
                        Stream.of(OptimizerKind.SGD, OptimizerKind.ADAGRAD).map(kind -> Arguments.of(loss, kind)));
    }

    @ParameterizedTest
    @MethodSource("reaching")
    void anImportanceAwareStepEndsWhereInfinitelyManySmallOnesWould(MarginLoss loss, OptimizerKind kind) {
        Examples examples = new Examples(7, loss, HASH_BITS);
        LinearModel model = model(loss, kind, 0.8, new Regularization(0, 0), IMPORTANCE_AWARE);
        for (int k = 0; k < 2000; k++) {
            Example example = examples.labeled(3);
            double margin = model.predict(example).margin();
            double label = loss.label(example.label());
            double reach = model.optimizer().reach(example.features(), 3 * loss.derivative(margin, label));
            model.learn(example);
            assertThat(model.predict(example).margin())
                    .isCloseTo(margin + loss.move(margin, label, 3 * reach), within(1e-4)); // weights are floats
        }
    }

    @Test
    void aPlainStepIsTheRateTimesTheErrorTimesTheFeature() {
        LinearModel model = new LinearModel(
                new SquaredLoss(),
                Optimizer.of(
                        OptimizerKind.SGD,
                        new LearningRate.Constant(0.25),
                        1,
                        new Regularization(0, 0),
                        HASH_BITS,
                        new InitialWeights(0, 0)),
                Steps.PLAIN);
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 10);
        builder.begin();
        builder.indexed(1, 3);
        builder.label(2);
        builder.importance(4);
        Example example = builder.build();
        model.predict(example);
        model.learn(example);
        assertThat(model.weight(0, 1)).isEqualTo(6);
        assertThat(model.intercept(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDerivativeIsClippedBeforeTheImportance(boolean importanceAware) {
        Regularization none = new Regularization(0, 0);
        LinearModel model = model(new SquaredLoss(), OptimizerKind.SGD, 0.001, none, new Steps(importanceAware, 1.5));
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 10);
        for (double label : new double[] {1e6, -1e6}) {
            builder.begin();
            builder.label(label);
            builder.importance(4);
            Example example = builder.build();
            double before = model.predict(example).margin();
            model.learn(example);
            assertThat(model.intercept(0) - before).isCloseTo(Math.signum(label) * 0.006, within(1e-9));
        }
    }

    @Test
    void aStepOfNoLengthToSpeakOfIsThePlainOne() {
        Regularization none = new Regularization(0, 0);
        LinearModel plain = model(new LogisticLoss(), OptimizerKind.SGD, 1e-9, none, Steps.PLAIN);
        LinearModel aware = model(new LogisticLoss(), OptimizerKind.SGD, 1e-9, none, IMPORTANCE_AWARE);
        Examples examples = new Examples(8, new LogisticLoss(), HASH_BITS);
        for (int k = 0; k < 200; k++) {
            Example example = examples.labeled(1);
            plain.predict(example);
            plain.learn(example);
            aware.predict(example);
            aware.learn(example);
        }
        assertThat(aware.intercept(0)).isNotZero().isCloseTo(plain.intercept(0), within(1e-13));
    }

    @Test
    void refusesALabelOutsideTheDomainBeforeAnythingChanges() throws IOException {
        LinearModel model = learned(OptimizerKind.ADAGRAD, new Examples(6, new LogisticLoss(), HASH_BITS));
        byte[] before = bytes(model);
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 10);
        builder.begin();
        builder.indexed(1, 1);
        builder.label(0.5);
        Example example = builder.build();
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> model.predict(example))
                .withMessage("label is 0.5; it must be 0 or 1, or -1 or 1")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.LABEL_OUTSIDE_DOMAIN));
        assertThat(bytes(model)).isEqualTo(before);
        assertThat(model.learned()).isEqualTo(100);
    }
}
