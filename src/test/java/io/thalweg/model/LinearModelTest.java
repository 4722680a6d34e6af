package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.state.Blocks;
import io.thalweg.testing.Examples;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearModelTest {
    private static final int HASH_BITS = 6;

    private static LinearModel model(Loss loss, OptimizerKind kind, double rate, Regularization regularization) {
        InitialWeights initial = new InitialWeights(0.1, 1);
        return new LinearModel(
                loss, Optimizer.of(kind, new LearningRate.Constant(rate), regularization, HASH_BITS, initial));
    }

    private static LinearModel learned(OptimizerKind kind, Examples examples) {
        LinearModel model = model(new LogisticLoss(), kind, 0.1, new Regularization(1e-3, 1e-2));
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
    @EnumSource(OptimizerKind.class)
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
    @EnumSource(OptimizerKind.class)
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
    @EnumSource(OptimizerKind.class)
    void aDivergingModelStaysFiniteAndCountsWhatItRefuses(OptimizerKind kind) {
        for (Regularization regularization : new Regularization[] {
            new Regularization(0, 0), new Regularization(1, 0), new Regularization(0, 1e-4), new Regularization(1, 1e-4)
        }) {
            LinearModel model = model(new SquaredLoss(), kind, 1000, regularization);
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
