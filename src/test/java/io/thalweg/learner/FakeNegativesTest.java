package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.model.Prediction;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeNegativesTest {
    private static final int EXAMPLES = 20_000;
    private static final int LONGEST = 200;

    private static LearnerSettings settings(OptimizerKind optimizer, FakeNegatives fakeNegatives) {
        return Learners.settings(new LogisticLoss(), optimizer, new LearningRate.Constant(0.05), 0, 0)
                .with(fakeNegatives);
    }

    /** The figures of the paper's loss at p = 0.1. */
    @Test
    void theDerivativesAreThoseOfTheWeightedLoss() {
        double p = 0.1;
        assertThat(FakeNegatives.WEIGHTED.positive(p) * (p - 1)).isCloseTo(-0.99, within(1e-15));
        assertThat(FakeNegatives.WEIGHTED.negative(p) * p).isCloseTo(0.099, within(1e-15));
    }

    @Test
    void anExampleIsLearnedAtOnceAndAgainAsAPositive() throws IOException {
        OnlineLearner learner = new OnlineLearner(settings(OptimizerKind.AUTO, FakeNegatives.WEIGHTED));
        Example example = empty(learner);
        assertThat(learner.serve(example).mean()).isEqualTo(0.5);
        byte[] pending = learner.pending(example);
        assertThat(learner.model().learned()).isEqualTo(1);
        assertThat(learner.labeled()).isZero();
        double afterwards = learner.predict(example).mean();
        assertThat(afterwards).isLessThan(0.5);
        assertThat(learner.learnLate(pending, 1, "", true).loss()).isEqualTo(Math.log(2));
        assertThat(learner.model().learned()).isEqualTo(2);
        assertThat(learner.labeled()).isEqualTo(1);
        assertThat(learner.predict(example).mean()).isGreaterThan(afterwards);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEIGHTED", "CALIBRATED"})
    void aNegativeIsOnlyEvaluatedWhenItsLabelComes(FakeNegatives fakeNegatives) throws IOException {
        LearnerState state = Learners.state(settings(OptimizerKind.SGD, fakeNegatives));
        OnlineLearner learner = state.learner();
        Example example = empty(learner);
        learner.serve(example);
        byte[] pending = learner.pending(example);
        double intercept = learner.model().intercept(0);
        learner.learnLate(pending, 0, "", true);
        assertThat(learner.labeled()).isEqualTo(1);
        assertThat(learner.model().intercept(0)).isEqualTo(intercept).isNegative();
    }

    private static Example empty(OnlineLearner learner) {
        ExampleBuilder builder = learner.exampleBuilder();
        builder.begin();
        return builder.build();
    }

    /** Positives come up to 200 examples late, a third of all is positive. */
    @ParameterizedTest
    @EnumSource(
            value = OptimizerKind.class,
            names = {"AUTO", "ADAGRAD"})
    void bothAreCloserToTheTrueRateThanToTakeTheMissingForNegative(OptimizerKind optimizer) throws IOException {
        double naive = calibration(optimizer, FakeNegatives.NONE);
        assertThat(naive).as("b = p / (1 + p)").isLessThan(0.85);
        assertThat(calibration(optimizer, FakeNegatives.WEIGHTED)).isCloseTo(1, within(0.07));
        assertThat(calibration(optimizer, FakeNegatives.CALIBRATED)).isCloseTo(1, within(0.07));
    }

    /** The sum of what was served over the sum of the true probabilities, in the second half. With NONE, what has no label yet is learned as a 0. */
    private static double calibration(OptimizerKind optimizer, FakeNegatives fakeNegatives) throws IOException {
        Random random = new Random(5);
        OnlineLearner learner = new OnlineLearner(settings(optimizer, fakeNegatives));
        ExampleBuilder builder = learner.exampleBuilder();
        TreeMap<Integer, List<byte[]>> clicks = new TreeMap<>();
        double served = 0;
        double truth = 0;
        for (int n = 0; n < EXAMPLES; n++) {
            builder.begin();
            int first = random.nextInt(8);
            int second = 8 + random.nextInt(8);
            builder.indexed(first, 1);
            builder.indexed(second, 1);
            double probability = 1 / (1 + Math.exp(1 - 0.15 * (first + second - 11)));
            Prediction prediction = learner.serve(builder.build());
            served += n >= EXAMPLES / 2 ? prediction.mean() : 0;
            truth += n >= EXAMPLES / 2 ? probability : 0;
            byte[] pending = learner.pending(builder.build());
            if (fakeNegatives == FakeNegatives.NONE) {
                learner.learnLate(pending, 0, "", false);
            }
            if (random.nextDouble() < probability) {
                clicks.computeIfAbsent(n + 1 + random.nextInt(LONGEST), at -> new ArrayList<>())
                        .add(pending);
            }
            for (byte[] clicked : clicks.getOrDefault(n, List.of())) {
                learner.learnLate(clicked, 1, "", true);
            }
        }
        return served / truth;
    }

    @Test
    void calibratedServesTheShareAmongExamplesBelowOne() {
        assertThat(said(0.2)).isCloseTo(0.25, within(1e-12));
        assertThat(said(1e-12)).isCloseTo(1e-12, within(1e-20));
        assertThat(said(0.9)).isCloseTo(FakeNegatives.MOST / (1 - FakeNegatives.MOST), within(1e-12));
    }

    private static double said(double b) {
        double margin = Math.log(b / (1 - b));
        double negativeOdds = Math.exp(-FakeNegatives.calibrated(margin, b));
        return 1 / (1 + negativeOdds);
    }

    @Test
    void fakeNegativesAreOfLogisticLoss() {
        assertThatThrownBy(() -> Learners.settings(
                                new SquaredLoss(), OptimizerKind.AUTO, new LearningRate.Constant(1), 0, 0)
                        .with(FakeNegatives.WEIGHTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("logistic");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEIGHTED", "CALIBRATED"})
    void aLabelWithItsExampleIsLearnedLikeOneThatComesAtOnce(FakeNegatives fakeNegatives) throws IOException {
        Random random = new Random(2);
        LearnerState together = Learners.state(settings(OptimizerKind.AUTO, fakeNegatives));
        LearnerState apart = Learners.state(settings(OptimizerKind.AUTO, fakeNegatives));
        ExampleBuilder builder = together.learner().exampleBuilder();
        for (int n = 0; n < 300; n++) {
            builder.begin();
            builder.indexed(random.nextInt(20), 1);
            builder.indexed(20 + random.nextInt(20), random.nextFloat());
            builder.label(random.nextInt(3) / 2);
            Example example = builder.build();
            Prediction prediction = together.learner().process(example);
            apart.learner().serve(example);
            Prediction late = apart.learner().learnLate(apart.learner().pending(example), example.label(), "", true);
            assertThat(late.loss()).isEqualTo(prediction.loss());
            assertThat(late.gradientNorm()).isEqualTo(prediction.gradientNorm());
        }
        assertThat(apart.learner().meanLoss()).isEqualTo(together.learner().meanLoss());
    }
}
