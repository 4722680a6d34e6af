package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingExampleTest {
    private static final int HASH_BITS = 18;

    private final ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 1000);

    private static Model auto() {
        return new AutoModel(new LogisticLoss(), new Regularization(0, 0), HASH_BITS);
    }

    private static Model linear() {
        return new LinearModel(
                new SquaredLoss(),
                Optimizer.of(
                        OptimizerKind.SGD,
                        new LearningRate.Constant(0.1),
                        1,
                        new Regularization(0, 0),
                        HASH_BITS,
                        new InitialWeights(0, 0)),
                new Steps(true, 0));
    }

    private Example example(int features, float value) {
        Random random = new Random(features);
        builder.begin();
        random.ints(0, 1 << HASH_BITS).distinct().limit(features).forEach(index -> builder.indexed(index, value));
        return builder.build();
    }

    private static byte[] bytes(Model model, Example example) {
        PendingExample pending = model.pendingExample();
        model.predict(example);
        model.hold(example, pending);
        return pending.write();
    }

    /** Hashed to 2^18: an index takes two bytes or three, a value that is not 1 four more; what auto has said 36 and what was served 8. */
    @ParameterizedTest
    @CsvSource({"20, false, 93, 57", "75, false, 196, 160", "20, true, 176, 140", "75, true, 506, 470"})
    void isSmall(int features, boolean real, int auto, int linear) {
        assertThat(bytes(linear(), example(features, real ? 3 : 1))).hasSize(linear);
        Model model = auto();
        for (int n = 0; n < 100; n++) {
            model.predict(example(0, 1));
        }
        model.predict(example(features, 1));
        assertThat(bytes(model, example(features, real ? 3 : 1))).hasSize(auto);
    }

    @Test
    void holdsValuesAsTheyAre() throws IOException {
        builder.begin();
        builder.importance(0.25);
        builder.indexed(0, 1);
        builder.indexed(5, -0.0f);
        builder.indexed((1 << HASH_BITS) - 1, 1e18f);
        Example example = builder.build();
        Model model = linear();
        PendingExample pending = model.pendingExample();
        pending.read(bytes(model, example));
        assertThat(pending.example().importance()).isEqualTo(0.25);
        assertThat(pending.example().features().size()).isEqualTo(3);
        assertThat(Arrays.copyOf(pending.example().features().indices(), 3))
                .containsExactly(0, 5, (1 << HASH_BITS) - 1);
        assertThat(Arrays.copyOf(pending.example().features().values(), 3)).containsExactly(1, -0.0f, 1e18f);
        assertThat(pending.example().hasLabel()).isFalse();
    }

    @Test
    void anotherVersionOrKindOfModelIsRefused() {
        byte[] pending = bytes(linear(), example(5, 1));
        assertThatThrownBy(() -> auto().pendingExample().read(pending))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another kind of model");
        pending[0] = 9;
        assertThatThrownBy(() -> linear().pendingExample().read(pending))
                .isInstanceOf(IOException.class)
                .hasMessage("a pending example of version 9; this one reads 1");
    }

    /** version, flags, learned, count of features: a count of 2^31 and more of them is told before anything is allocated. */
    @Test
    void aCountBeyondTheBytesIsRefused() {
        byte[] huge = {1, 0, 0, -1, -1, -1, -1, 127, 0};
        assertThatThrownBy(() -> linear().pendingExample().read(huge))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the count of features of a pending example is 34359738367; it is at most");
        byte[] endless = {1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        assertThatThrownBy(() -> linear().pendingExample().read(endless))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not end");
    }

    @Test
    void anIndexBeyondTheWeightsIsRefused() {
        byte[] beyond = {1, 0, 0, 1, -128, -128, 16, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> linear().pendingExample().read(beyond))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a feature's index of a pending example is 262144; it is at most 262143");
    }
}
