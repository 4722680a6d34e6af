package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.testing.Examples;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NagTest {
    private static final int HASH_BITS = 6;
    private static final Regularization NONE = new Regularization(0, 0);

    private static Nag nag(int hashBits) {
        return new Nag(0.5, NONE, hashBits, new InitialWeights(0, 0));
    }

    /** The algorithm as the paper states it, in double precision, rescaling after the prediction. */
    private static final class Reference {
        private final double[] w;
        private final double[] squares;
        private final double[] scales;
        private double norm;
        private int step;

        Reference(int size) {
            w = new double[size];
            squares = new double[size];
            scales = new double[size];
        }

        /** @param x 0 where there is no feature */
        double margin(double[] x) {
            double margin = 0;
            for (int i = 0; i < x.length; i++) {
                margin += w[i] * x[i];
            }
            return margin;
        }

        void learn(double[] x, double derivative) {
            step++;
            for (int i = 0; i < x.length; i++) {
                double size = Math.abs(x[i]);
                if (size > scales[i]) {
                    w[i] *= scales[i] == 0 ? 1 : scales[i] / size;
                    scales[i] = size;
                }
                norm += size > 0 ? size * size / (scales[i] * scales[i]) : 0;
            }
            for (int i = 0; i < x.length; i++) {
                double gradient = derivative * x[i];
                squares[i] += gradient * gradient;
                if (gradient != 0) {
                    w[i] -= 0.5 * Math.sqrt(step / norm) * gradient / (scales[i] * Math.sqrt(squares[i]));
                }
            }
        }
    }

    @Test
    void theReferenceGivesTheGoldenNumbers() {
        Reference reference = new Reference(3);
        double[][] examples = {{1, 10, 0}, {2, 0, 0}, {0, 20, .001}, {-1, 0, .002}};
        double[] labels = {1, 0, 1, -1};
        double[][] after = {
            {.3535533906, .0353553391, 0},
            {.0101100286, .0353553391, 0},
            {.0101100286, .0274656563, 387.2983346207},
            {.1528371473, .0274656563, -5.6655255879}
        };
        for (int k = 0; k < examples.length; k++) {
            reference.learn(examples[k], reference.margin(examples[k]) - labels[k]);
            for (int i = 0; i < 3; i++) {
                assertThat(reference.w[i]).isCloseTo(after[k][i], within(1e-9));
            }
        }
    }

    @Test
    void equalsTheReferenceWithAnInterceptThatIsAlwaysOne() {
        Nag nag = nag(HASH_BITS);
        int intercept = nag.weights().intercept();
        Reference reference = new Reference(intercept + 1);
        Examples examples = new Examples(4, new SquaredLoss(), HASH_BITS);
        for (int step = 0; step < 3000; step++) {
            Example example = examples.labeled();
            double[] x = dense(example.features(), intercept);
            nag.margin(example.features());
            double derivative = example.importance() * (reference.margin(x) - example.label());
            nag.learn(example.features(), derivative);
            reference.learn(x, derivative);
        }
        for (int index = 0; index <= intercept; index++) {
            assertThat((double) nag.weight(index))
                    .as("weight %d", index)
                    .isCloseTo(reference.w[index], within(1e-4)); // the rounding of 3,000 sums in float
        }
    }

    private static double[] dense(Features features, int intercept) {
        double[] x = new double[intercept + 1];
        for (int k = 0; k < features.size(); k++) {
            x[features.indices()[k]] = features.values()[k];
        }
        x[intercept] = 1;
        return x;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 0.3, 7, 1e6, 1e9})
    void aConstantInFrontOfAFeatureChangesNoPrediction(double constant) {
        Nag nag = nag(HASH_BITS);
        Nag scaled = nag(HASH_BITS);
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 8);
        Random random = new Random(6);
        for (int step = 0; step < 1000; step++) {
            double[] x = random.doubles(6, -1, 1).toArray();
            double label = x[0] - 2 * x[3] + random.nextGaussian();
            double margin = nag.margin(features(builder, x, 1));
            double derivative = margin - label;
            nag.learn(features(builder, x, 1), derivative);
            Features other = features(builder, x, constant);
            assertThat(scaled.margin(other)).as("step %d", step).isCloseTo(margin, within(1e-4)); // floats
            scaled.learn(other, derivative);
        }
    }

    private static Features features(ExampleBuilder builder, double[] x, double constant) {
        builder.begin();
        for (int i = 0; i < x.length; i++) {
            builder.indexed(i, (float) (i == 3 ? constant * x[i] : x[i]));
        }
        return builder.build().features();
    }

    @Test
    void aFeatureThatWasTinyWhenFirstSeenDoesNotThrowThePrediction() {
        Nag nag = nag(HASH_BITS);
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 4);
        builder.begin();
        builder.indexed(1, 1e-9f);
        nag.learn(builder.build().features(), -1);
        builder.begin();
        builder.indexed(1, 1);
        Features grown = builder.build().features();
        assertThat(Math.abs(nag.margin(grown))).isLessThan(5);
        nag.learn(grown, nag.margin(grown) - 1);
        assertThat(Math.abs(nag.margin(grown))).isLessThan(5);
    }

    @Test
    void reachIsWhatAUnitOfStepTakesFromTheMargin() {
        Nag nag = nag(HASH_BITS);
        Examples examples = new Examples(5, new SquaredLoss(), HASH_BITS);
        for (int step = 0; step < 300; step++) {
            Features x = examples.labeled().features();
            nag.learn(x, 1); // from now on no scale grows
            double before = nag.margin(x);
            double reach = nag.reach(x, -0.5);
            nag.learn(x, -0.5, -0.25);
            assertThat(nag.margin(x)).isCloseTo(before + 0.25 * reach, within(1e-5));
        }
    }

    @Test
    void hasNoPenalties() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nag(0.5, new Regularization(0.1, 0), 4, new InitialWeights(0, 0)));
    }
}
