package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is finite going in is finite coming out. */
class AutoModelFuzzTest {
    private static final int HASH_BITS = 12;
    private static final int MANY = 4000;

    private static final float[] VALUES = {
        0,
        -0.0f,
        1,
        -1,
        1e18f,
        -1e18f,
        1e-18f,
        1e-38f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e9f,
        1e-6f,
        3.3f,
        1 + 0x1p-23f
    };
    private static final double[] LABELS = {0, 1, -1, 9e17, -9e17, 1e-300, Double.MIN_VALUE, 300, 300.0000001, 1e9};
    private static final double[] IMPORTANCES = {0, 1, 1, 1, 0.5, 1e-300, Double.MIN_VALUE, 1e-160, 1e-20, 9e17, 1e6, 2
    };

    private final ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 1 << HASH_BITS);

    static Stream<Loss> losses() {
        return Stream.of(new LogisticLoss(), new SquaredLoss(), new SoftmaxLoss(3, List.of()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyPredictionIsFinite(Loss loss) {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            AutoModel model = new AutoModel(loss, new Regularization(seed % 3 * 0.1, seed % 4), HASH_BITS);
            int[] importances =
                    random.ints(3, 0, seed % 2 == 0 ? 4 : IMPORTANCES.length).toArray();
            int[] values = random.ints(3, 0, VALUES.length).toArray();
            int[] labels = random.ints(3, 0, loss instanceof LogisticLoss ? 2 : LABELS.length)
                    .toArray();
            for (int n = 0; n < 200; n++) {
                builder.begin();
                int features = random.nextInt(100) == 0 ? MANY : random.nextInt(30);
                int from = random.nextInt((1 << HASH_BITS) - features + 1) / (1 + random.nextInt(100));
                for (int i = from; i < from + features; i++) {
                    builder.indexed(i, VALUES[values[random.nextInt(3)]]);
                }
                builder.importance(IMPORTANCES[importances[random.nextInt(3)]]);
                if (random.nextInt(5) > 0) {
                    builder.label(LABELS[labels[random.nextInt(3)]]);
                }
                check(model, builder.build(), "seed " + seed + ", example " + n);
            }
            for (int output = 0; output < model.outputs(); output++) {
                assertThat(model.intercept(output)).as("seed %d", seed).isFinite();
                for (int index = 0; index < model.size(); index++) {
                    assertThat(model.weight(output, index))
                            .as("seed %d, weight %d", seed, index)
                            .isFinite();
                }
            }
        }
    }

    /** Strong weights first, then one example that has all of them on the wrong side beside thousands of features that are new. */
    @Test
    void aHugeMistakeOfAHugeExampleIsLearnedFrom() {
        AutoModel model = new AutoModel(new LogisticLoss(), new Regularization(0, 0), HASH_BITS);
        for (int n = 0; n < 20_000; n++) {
            builder.begin();
            builder.indexed(n % 2000, n / 2000 % 2 == 0 ? 1 : 2);
            builder.label(n % 2000 < 1000 ? 1 : 0);
            check(model, builder.build(), "example " + n);
        }
        for (int n = 0; n < 20; n++) {
            builder.begin();
            for (int i = 0; i < 1 << HASH_BITS; i++) {
                builder.indexed(i, i < 1000 ? 1000 : i < 2000 ? -1000 : 1);
            }
            builder.label(n % 2);
            check(model, builder.build(), "huge " + n);
        }
    }

    private static void check(AutoModel model, Example example, String as) {
        Prediction prediction = model.predict(example);
        assertThat(prediction.margin()).as(as).isFinite();
        assertThat(prediction.mean()).as(as).isFinite();
        double[] probabilities = prediction.probabilities();
        if (probabilities.length > 0) {
            assertThat(DoubleStream.of(probabilities).sum()).as(as).isCloseTo(1, within(1e-12));
            assertThat(DoubleStream.of(probabilities)).as(as).allMatch(p -> p >= 0);
        }
        if (example.hasLabel()) {
            assertThat(prediction.loss()).as(as).isFinite();
            assertThat(prediction.gradientNorm()).as(as).isFinite();
            model.learn(example);
        }
        for (float number : model.blocks().floats()) {
            if (!Float.isFinite(number)) {
                assertThat(number).as(as).isFinite();
            }
        }
    }
}
