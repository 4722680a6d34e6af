package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
    private static final int COUNT = 1 << 16;

    @Test
    void areZeroWithoutADeviation() {
        InitialWeights weights = new InitialWeights(0, 7);
        assertThat(IntStream.range(0, 100).mapToDouble(weights::at)).containsOnly(0.0);
    }

    @Test
    void haveTheMomentsOfANormalDistribution() {
        for (double deviation : new double[] {1, 0.01}) {
            for (long seed : new long[] {0, 1, -1, 20_261_122}) {
                double[] z = draws(deviation, seed);
                for (int k = 0; k < COUNT; k++) {
                    z[k] /= deviation;
                }
                // Five standard errors of each moment over 2^16 draws.
                assertThat(moment(z, 1)).isCloseTo(0, within(0.02));
                assertThat(moment(z, 2)).isCloseTo(1, within(0.028));
                assertThat(moment(z, 3)).isCloseTo(0, within(0.076));
                assertThat(moment(z, 4)).isCloseTo(3, within(0.2));
                assertThat(correlation(z, z, 1)).isCloseTo(0, within(0.02));
            }
        }
    }

    @Test
    void doNotDependOnOneAnother() {
        InitialWeights weights = new InitialWeights(1, 42);
        float[] ascending = new float[1000];
        for (int index = 0; index < 1000; index++) {
            ascending[index] = weights.at(index);
        }
        for (int index = 999; index >= 0; index--) {
            assertThat(new InitialWeights(1, 42).at(index)).isEqualTo(ascending[index]);
        }
    }

    @Test
    void ofDifferentSeedsAreUnrelated() {
        double[] z = draws(1, 1);
        for (long seed : new long[] {0, 2, 3, 1L << 40}) {
            assertThat(correlation(z, draws(1, seed), 0)).isCloseTo(0, within(0.02)); // five standard errors
        }
    }

    /** Computed apart from this code, in Python with the C library's log and cos. */
    @Test
    void golden() {
        InitialWeights weights = new InitialWeights(1, 42);
        float[] expected = {-0.07715023f, -0.10551648f, 0.8924704f, 0.3970518f, -0.96162647f};
        for (int index = 0; index < expected.length; index++) {
            assertThat(weights.at(index)).isEqualTo(expected[index]);
        }
        assertThat(weights.at((1 << 30) - 1)).isEqualTo(0.13069169f);
        assertThat(new InitialWeights(1, -1).at(0)).isEqualTo(1.2304945f);
    }

    private static double[] draws(double deviation, long seed) {
        InitialWeights weights = new InitialWeights(deviation, seed);
        return IntStream.range(0, COUNT).mapToDouble(weights::at).toArray();
    }

    private static double moment(double[] z, int power) {
        double sum = 0;
        for (double value : z) {
            sum += Math.pow(value, power);
        }
        return sum / z.length;
    }

    private static double correlation(double[] a, double[] b, int lag) {
        double sum = 0;
        for (int k = lag; k < a.length; k++) {
            sum += a[k] * b[k - lag];
        }
        return sum / a.length;
    }
}
