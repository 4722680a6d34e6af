package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixtureTest {
    @Test
    void sharesFollowBayesRule() {
        Mixture mixture = new Mixture(2, 0);
        mixture.learn(new double[] {0.6, 0.2}, 1);
        mixture.learn(new double[] {0.5, 0.5}, 1);
        assertThat(mixture.shares()).containsExactly(new double[] {0.75, 0.25}, within(1e-15));
    }

    @Test
    void aPartIsDealtOutAnew() {
        Mixture mixture = new Mixture(2, 0.1);
        mixture.learn(new double[] {1, 1e-15}, 1);
        assertThat(mixture.shares()).containsExactly(new double[] {0.95, 0.05}, within(1e-12));
    }

    @Test
    void importanceTwoIsTheLikelihoodSquared() {
        Mixture mixture = new Mixture(2, 0.1);
        mixture.learn(new double[] {0.6, 0.2}, 2);
        double anew = 1 - 0.9 * 0.9;
        assertThat(mixture.shares()[0]).isCloseTo((1 - anew) * 0.9 + anew / 2, within(1e-15));
    }

    @Test
    void aShareIsNeverLostAndComesBack() {
        Mixture mixture = new Mixture(4, 1e-5);
        for (int n = 0; n < 10_000; n++) {
            mixture.learn(new double[] {1, 0, 0, 0}, 1);
        }
        assertThat(mixture.shares()[3]).isGreaterThan(2e-6);
        for (int n = 0; n < 10; n++) {
            mixture.learn(new double[] {0.1, 0, 0, 0.9}, 1);
        }
        assertThat(mixture.shares()[3]).isGreaterThan(0.99);
        assertThat(Arrays.stream(mixture.shares()).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theLikelierGainsHoweverImportantTheExample() {
        Mixture mixture = new Mixture(2, 1e-3);
        mixture.learn(new double[] {1e-9, 1e-10}, 1000);
        assertThat(mixture.shares()[0]).isGreaterThan(mixture.shares()[1]);
    }

    @Test
    void noLikelihoodAtAllLeavesTheSharesAsTheyAre() {
        Mixture mixture = new Mixture(2, 0);
        mixture.learn(new double[] {0.6, 0.2}, 1);
        mixture.learn(new double[] {0, 0}, 1);
        assertThat(mixture.shares()).containsExactly(new double[] {0.75, 0.25}, within(1e-15));
    }
}
