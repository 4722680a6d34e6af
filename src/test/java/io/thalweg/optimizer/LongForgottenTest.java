package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight that L2 has taken to nothing since it was last seen, however long ago, is nothing. */
class LongForgottenTest {
    private static final int INDEX = 3;

    @ParameterizedTest
    @ValueSource(ints = {64, (1 << 26) - 1, (1 << 26) + 1, (1 << 27) + 5, Integer.MAX_VALUE})
    void aBlockThatIsManyEpochsBehindIsZero(int epochs) throws IOException {
        Optimizer sgd = Optimizer.of(
                OptimizerKind.SGD,
                new LearningRate.Constant(0.5),
                1,
                new Regularization(0.01, 1),
                12,
                new InitialWeights(1, 7));
        advance(sgd, epochs);
        assertThat(sgd.weight(INDEX)).isZero();
        ExampleBuilder builder = new ExampleBuilder(12, 1);
        builder.begin();
        builder.indexed(INDEX, 1);
        Features features = builder.build().features();
        assertThat(sgd.margin(features)).isZero();
        sgd.learn(features, -1);
        assertThat(sgd.weight(INDEX)).isBetween(0.4f, 0.5f);
    }

    /** Puts so many epochs into the schedule: step, scale, penalty, epoch. */
    private static void advance(Optimizer sgd, int epochs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(1);
        out.writeDouble(0.75);
        out.writeDouble(0.5);
        out.writeInt(epochs);
        sgd.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
