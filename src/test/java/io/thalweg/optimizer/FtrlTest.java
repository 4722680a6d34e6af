package io.thalweg.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.testing.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtrlTest {
    private static final int HASH_BITS = 6;
    private static final InitialWeights ZERO = new InitialWeights(0, 0);

    private static Ftrl ftrl(double l1, double l2) {
        return new Ftrl(0.1, 1, new Regularization(l1, l2), HASH_BITS, ZERO);
    }

    private static Features feature(int index) {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 4);
        builder.begin();
        builder.indexed(index, 1);
        return builder.build().features();
    }

    @Test
    void golden() {
        Ftrl ftrl = ftrl(1, 1);
        Features x = feature(5);
        double[] gradients = {-0.5, -0.4, -0.45, 0.1, -0.5, -0.3};
        double[] z = {-0.5, -0.9, -1.35, -1.251182931466, -1.770475936718, -2.088276422592};
        double[] n = {0.25, 0.41, 0.6125, 0.6225, 0.8725, 0.9625};
        double[] w = {0, 0, 0.018591074938, 0.013297231396, 0.037878404046, 0.052294059377};
        float[] floats = ftrl.weights().blocks().floats();
        for (int k = 0; k < gradients.length; k++) {
            ftrl.learn(x, gradients[k]);
            assertThat((double) floats[10]).isCloseTo(z[k], within(1e-6)); // floats
            assertThat((double) floats[11]).isCloseTo(n[k], within(1e-6));
            assertThat((double) ftrl.weight(5)).isCloseTo(w[k], within(1e-7));
        }
    }

    /** The algorithm as the paper states it, in double precision, over all weights. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.2, 0", "0, 0.5", "0.2, 0.5"})
    void equalsTheDenseLoop(double l1, double l2) {
        Ftrl ftrl = ftrl(l1, l2);
        int intercept = ftrl.weights().intercept();
        double[] z = new double[intercept + 1];
        double[] n = new double[intercept + 1];
        Examples examples = new Examples(3, new LogisticLoss(), HASH_BITS);
        LogisticLoss loss = new LogisticLoss();
        for (int step = 0; step < 3000; step++) {
            Example example = examples.labeled();
            Features x = example.features();
            double margin = weight(z, n, intercept, 0, 0);
            for (int k = 0; k < x.size(); k++) {
                margin += weight(z, n, x.indices()[k], l1, l2) * x.values()[k];
            }
            assertThat(ftrl.margin(x)).isCloseTo(margin, within(1e-4)); // the rounding of 3,000 sums in float
            double derivative = example.importance() * loss.derivative(margin, loss.label(example.label()));
            ftrl.learn(x, derivative);
            for (int k = 0; k < x.size(); k++) {
                move(z, n, x.indices()[k], derivative * x.values()[k], l1, l2);
            }
            move(z, n, intercept, derivative, 0, 0);
        }
        for (int index = 0; index < intercept; index++) {
            assertThat((double) ftrl.weight(index)).isCloseTo(weight(z, n, index, l1, l2), within(1e-5));
        }
        assertThat((double) ftrl.weight(intercept)).isCloseTo(weight(z, n, intercept, 0, 0), within(1e-5));
        assertThat(ftrl.step()).isEqualTo(3000);
    }

    private static double weight(double[] z, double[] n, int i, double l1, double l2) {
        return Math.abs(z[i]) <= l1 ? 0 : -(z[i] - Math.signum(z[i]) * l1) / ((1 + Math.sqrt(n[i])) / 0.1 + l2);
    }

    private static void move(double[] z, double[] n, int i, double g, double l1, double l2) {
        double w = weight(z, n, i, l1, l2);
        z[i] += g - (Math.sqrt(n[i] + g * g) - Math.sqrt(n[i])) / 0.1 * w;
        n[i] += g * g;
    }

    @Test
    void aStartIsTheWeightGivenAndNotWipedByTheNextGradient() {
        Ftrl ftrl = ftrl(0.5, 0.25);
        ftrl.start(5, 0.75f, 100);
        ftrl.start(6, -0.75f, 100);
        assertThat((double) ftrl.weight(5)).isCloseTo(0.75, within(1e-6));
        assertThat((double) ftrl.weight(6)).isCloseTo(-0.75, within(1e-6));
        ftrl.learn(feature(5), 0.01);
        assertThat((double) ftrl.weight(5)).isCloseTo(0.75, within(1e-3)).isLessThan(0.75);
    }

    @Test
    void initialWeightsAreStartedFrom() {
        InitialWeights initial = new InitialWeights(0.3, 9);
        Ftrl ftrl = new Ftrl(0.1, 1, new Regularization(0.5, 0.25), HASH_BITS, initial);
        for (int index = 0; index < 1 << HASH_BITS; index++) {
            assertThat((double) ftrl.weight(index)).isCloseTo(initial.at(index), within(1e-6));
        }
    }

    @Test
    void aWeightReturnsToExactlyZero() {
        Ftrl ftrl = ftrl(1, 0);
        ftrl.learn(feature(5), -1.5);
        assertThat(ftrl.weight(5)).isPositive();
        ftrl.learn(feature(5), 1.5);
        assertThat(ftrl.weight(5)).isZero();
    }

    @Test
    void itsStateIsReadOnlyByTheSameSettings() {
        assertThat(ftrl(1, 0).layout()).isNotEqualTo(ftrl(2, 0).layout());
    }
}
