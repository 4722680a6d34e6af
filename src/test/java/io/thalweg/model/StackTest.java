package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.SquaredLoss;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4};

    private final Stack stack = new Stack();
    private final Random random = new Random(5);

    @Test
    void startsAsThePlainAverageOfTheExperts() {
        assertThat(stack.margin(features(1, 2, 3, 6, 100, 100, 100, 100))).isEqualTo(3);
    }

    /** Minimizes Σ 0.9995^age (y − a·z)² + the prior: the normal equations, solved anew, give the same coefficients. */
    @Test
    void equalsWeightedLeastSquaresForSquaredLoss() {
        int size = Stack.FEATURES;
        double[][] precision = new double[size][size];
        double[] right = new double[size];
        for (int i = 0; i < size; i++) {
            boolean expert = i < Experts.COUNT;
            Arrays.fill(precision[i], 0, Experts.COUNT, expert ? 9 : 0);
            precision[i][i] += expert ? 4 : 1;
            right[i] = expert ? 10 : 0;
        }
        for (int n = 0; n < 400; n++) {
            double[] z = random.doubles(size, -1, 1).toArray();
            double label = z[0] - 2 * z[4] + 0.5 + 0.1 * random.nextGaussian();
            learnSquared(z, label, 1);
            for (int i = 0; i < size; i++) {
                right[i] = 0.9995 * right[i] + z[i] * label;
                for (int j = 0; j < size; j++) {
                    precision[i][j] = 0.9995 * precision[i][j] + z[i] * z[j];
                }
            }
        }
        assertThat(stack.coefficients()).containsExactly(solve(precision, right), within(1e-9));
    }

    @Test
    void importanceTwoMovesAsFarAsOneStepOfDoubleLength() {
        double[] z = features(1);
        learnSquared(z, 1, 2);
        double variance = (0.25 - 0.9 / 16) / Math.pow(0.9995, 2);
        assertThat(stack.coefficients()[0]).isCloseTo(0.25 + 0.75 * 2 * variance / (1 + 2 * variance), within(1e-12));
    }

    @Test
    void uncertaintyStaysBoundedOverFeaturesThatAreNeverSeen() {
        double[] z = features(1);
        for (int n = 0; n < 100_000; n++) {
            learnSquared(z, 1, 1);
        }
        z[Stack.FEATURES - 1] = 1e-3;
        double before = stack.coefficients()[Stack.FEATURES - 1];
        learnSquared(z, 1000, 1);
        assertThat(stack.coefficients()[Stack.FEATURES - 1] - before).isBetween(0.0, 10 * 1e-3 * 1000);
    }

    @Test
    void startsAnewFromTheMixtureWhenBeyondMeasure() {
        learnSquared(features(1e-3), 1e12, 1);
        assertThat(stack.coefficients()).containsExactly(features(SHARES));
        learnSquared(features(1e30), 1, 1);
        assertThat(stack.coefficients()).containsExactly(features(SHARES));
        learnSquared(features(Double.NaN), 1, 1);
        assertThat(stack.coefficients()).containsExactly(features(SHARES));
    }

    @Test
    void aRowOfZerosTeachesNothing() {
        double[] before = stack.coefficients().clone();
        learnSquared(new double[Stack.FEATURES], 5, 1);
        assertThat(stack.coefficients()).isEqualTo(before);
    }

    private static double[] features(double... first) {
        return Arrays.copyOf(first, Stack.FEATURES);
    }

    private void learnSquared(double[] z, double label, double importance) {
        double[] margins = {stack.margin(z)};
        stack.learn(
                new double[][] {z},
                1,
                margins,
                margins,
                new SquaredResponse(new SquaredLoss()),
                label,
                importance,
                SHARES);
    }

    private static double[] solve(double[][] a, double[] b) {
        int size = b.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                if (row != pivot) {
                    double factor = a[row][pivot] / a[pivot][pivot];
                    b[row] -= factor * b[pivot];
                    for (int column = 0; column < size; column++) {
                        a[row][column] -= factor * a[pivot][column];
                    }
                }
            }
        }
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = b[i] / a[i][i];
        }
        return x;
    }
}
