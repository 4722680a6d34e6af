package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.HingeLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An update that is refused is counted and changes nothing. */
class RefusedUpdateTest {
    private final ExampleBuilder builder = new ExampleBuilder(4, 4);

    private static LinearModel model(OptimizerKind kind, double rate, double l1) {
        return new LinearModel(
                new HingeLoss(),
                Optimizer.of(
                        kind,
                        new LearningRate.Constant(rate),
                        1,
                        new Regularization(l1, 0),
                        4,
                        new InitialWeights(0.1, 1)),
                Steps.PLAIN);
    }

    private Example example(float value) {
        builder.begin();
        builder.indexed(3, value);
        builder.label(1);
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource(names = {"SGD", "NAG"})
    void aStepThatWouldMoveAWeightBeyondAllMeasureIsRefused(OptimizerKind kind) throws IOException {
        refuses(model(kind, 1e30, 0), example(7));
    }

    @ParameterizedTest
    @EnumSource(names = {"SGD", "ADAGRAD", "FTRL", "NAG"})
    void aGradientThatHasNoSquareIsRefused(OptimizerKind kind) throws IOException {
        Example example = example(1e18f);
        builder.importance(2);
        builder.label(0);
        refuses(model(kind, 0.1, 0), example);
    }

    @Test
    void aPenaltyBeyondAllMeasureIsRefused() throws IOException {
        refuses(model(OptimizerKind.SGD, 10, 1e30), example(1));
    }

    private static void refuses(LinearModel model, Example example) throws IOException {
        float[] floats = model.blocks().floats().clone();
        byte[] schedule = schedule(model);
        model.predict(example);
        model.learn(example);
        assertThat(model.refused()).isEqualTo(1);
        assertThat(model.learned()).isEqualTo(1);
        assertThat(model.blocks().floats()).containsExactly(floats);
        assertThat(model.blocks().dirty()).containsOnly(false);
        assertThat(schedule(model)).isEqualTo(schedule);
    }

    private static byte[] schedule(LinearModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.optimizer().write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
