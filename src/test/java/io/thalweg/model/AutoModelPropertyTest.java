package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import io.thalweg.testing.ReferenceAuto;
import io.thalweg.testing.SensorsAndWords;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AutoModelPropertyTest {
    private static final int HASH_BITS = 6;
    private static final int EXAMPLES = 3000;

    static Stream<Arguments> streams() {
        return Stream.of(
                        new LogisticLoss(),
                        new SquaredLoss(),
                        new SoftmaxLoss(5, List.of()),
                        new SoftmaxLoss(4, List.of("1", "0", "-1", "-2")))
                .flatMap(loss -> Stream.of(
                        Arguments.of(loss, 0.0, false, 0.0, 0.0),
                        Arguments.of(loss, 0.3, false, 0.0, 0.0),
                        Arguments.of(loss, 0.3, true, 0.0, 0.0),
                        Arguments.of(loss, 0.1, true, 0.05, 0.5)));
    }

    /** How many labelled examples are served before a label comes: none, a few, many, and any number. */
    private static int delay(long seed, Random random) {
        return seed == 4 ? random.nextInt(60) : (int) (seed - 1) * (int) (seed - 1) * 8;
    }

    /**
     * The tolerance: weights and statistics are floats, 2^-24 each, and a margin sums up a score of them; variances of features that are hardly spread
     * about their mean lose what the mean's square is larger than they. In standard deviations of the label, or log-odds.
     */
    @ParameterizedTest
    @MethodSource("streams")
    void predictsWhatTheFormulasSay(Loss loss, double unlabeled, boolean weighted, double l1, double l2) {
        for (long seed = 1; seed <= 5; seed++) {
            SensorsAndWords examples = new SensorsAndWords(seed, loss, HASH_BITS, unlabeled, weighted);
            Regularization regularization = new Regularization(l1, l2);
            AutoModel model = new AutoModel(loss, regularization, HASH_BITS);
            ReferenceAuto reference = new ReferenceAuto(loss, regularization, HASH_BITS);
            double tolerance = loss instanceof SquaredLoss ? 1e-3 * 40 : 1e-3;
            for (int n = 0; n < EXAMPLES; n++) {
                Example example = examples.next();
                ReferenceAuto.Said said = reference.predict(example);
                double[] expected = said.served;
                Prediction prediction = model.predict(example);
                if (loss instanceof SoftmaxLoss) {
                    assertThat(prediction.probabilities())
                            .as("seed %d, example %d", seed, n)
                            .containsExactly(ReferenceAuto.probabilities(expected), within(tolerance));
                } else {
                    assertThat(prediction.margin())
                            .as("seed %d, example %d", seed, n)
                            .isCloseTo(expected[0], within(tolerance));
                }
                if (example.hasLabel()) {
                    model.learn(example);
                    reference.learn(said, example);
                }
            }
        }
    }

    /** The same with labels that come late; what waits is rounded to floats, which is within the tolerance. */
    @ParameterizedTest
    @MethodSource("streams")
    void predictsWhatTheFormulasSayWhenLabelsAreLate(
            Loss loss, double unlabeled, boolean weighted, double l1, double l2) throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            Random random = new Random(seed);
            SensorsAndWords examples = new SensorsAndWords(seed, loss, HASH_BITS, unlabeled, weighted);
            Regularization regularization = new Regularization(l1, l2);
            AutoModel model = new AutoModel(loss, regularization, HASH_BITS);
            ReferenceAuto reference = new ReferenceAuto(loss, regularization, HASH_BITS);
            PendingExample pending = model.pendingExample();
            Deque<Waiting> waiting = new ArrayDeque<>();
            double tolerance = loss instanceof SquaredLoss ? 2e-3 * 40 : 2e-3;
            for (int n = 0; n < EXAMPLES; n++) {
                Example example = examples.next();
                ReferenceAuto.Said said = reference.predict(example);
                Prediction prediction = model.predict(example);
                if (loss instanceof SoftmaxLoss) {
                    assertThat(prediction.probabilities())
                            .as("seed %d, example %d", seed, n)
                            .containsExactly(ReferenceAuto.probabilities(said.served), within(tolerance));
                } else {
                    assertThat(prediction.margin())
                            .as("seed %d, example %d", seed, n)
                            .isCloseTo(said.served[0], within(tolerance));
                }
                if (example.hasLabel()) {
                    model.hold(example, pending);
                    waiting.add(new Waiting(said, pending.write(), example.label()));
                }
                while (waiting.size() > delay(seed, random)) {
                    Waiting late = waiting.remove();
                    pending.read(late.pending);
                    pending.label(late.label, "");
                    model.refresh(pending);
                    model.learn(pending, 1);
                    reference.learn(late.said, pending.example());
                }
            }
        }
    }

    private record Waiting(ReferenceAuto.Said said, byte[] pending, double label) {}
}
