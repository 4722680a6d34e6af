package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** A feature first seen late owes no L1 for the time before: every touch moves its weight by η (1 − λ1) whenever it came. */
class LateFeatureTest {
    private static final int LATE = 3;
    private static final InitialWeights ZERO = new InitialWeights(0, 0);
    private static final Regularization L1 = new Regularization(0.01, 0);

    private final ExampleBuilder builder = new ExampleBuilder(4, 4);

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 100_000})
    void growsLikeAFeatureSeenFromTheStart(int absent) {
        Optimizer sgd = Optimizer.of(OptimizerKind.SGD, new LearningRate.Constant(0.05), 1, L1, 4, ZERO);
        learn(sgd, 1, absent);
        double[] expected = {0.0495, 0.495, 4.95, 49.5};
        int touches = 0;
        for (int k = 0; k < expected.length; k++) {
            int target = (int) Math.pow(10, k);
            learn(sgd, LATE, target - touches);
            touches = target;
            assertThat((double) sgd.weight(LATE))
                    .as("after %d touches", touches)
                    .isCloseTo(expected[k], withinPercentage(0.01)); // 1,000 sums in float
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AUTO", "NAG"})
    void isTheSameWhateverCameBefore(OptimizerKind kind) {
        Optimizer early = Optimizer.of(kind, new LearningRate.Constant(0.05), 1, L1, 4, ZERO);
        Optimizer late = Optimizer.of(kind, new LearningRate.Constant(0.05), 1, L1, 4, ZERO);
        learn(late, 1, 5_000);
        learn(early, LATE, 100);
        learn(late, LATE, 100);
        assertThat((double) late.weight(LATE)).isCloseTo(early.weight(LATE), withinPercentage(0.001));
    }

    private void learn(Optimizer optimizer, int index, int times) {
        builder.begin();
        builder.indexed(index, 1);
        Features x = builder.build().features();
        for (int k = 0; k < times; k++) {
            optimizer.learn(x, -1);
        }
    }
}
