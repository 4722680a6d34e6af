package io.thalweg.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A changelog that was written under other settings is restored without a stumble, and refused before anything is learned. */
class ForeignChangelogTest {
    private static final LearnerSettings ADAGRAD =
            Learners.settings(new LogisticLoss(), OptimizerKind.ADAGRAD, new LearningRate.Constant(0.1), 0, 0);

    private final Random random = new Random(4);

    static Stream<LearnerSettings> layouts() {
        return Learners.layouts();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anotherLayoutIsRefusedWithTheDifference(LearnerSettings theirs) {
        List<KeyValue<byte[], byte[]>> changelog =
                LoggedStore.learned(theirs, random).compacted(random);
        layouts().forEach(ours -> {
            String layout = Learners.state(ours).learner().model().layout();
            boolean equal =
                    layout.equals(Learners.state(theirs).learner().model().layout())
                            && ours.loss().equals(theirs.loss());
            if (!equal) {
                assertThatExceptionOfType(IncompatibleModelException.class)
                        .as("%s continued as %s", theirs, ours)
                        .isThrownBy(() -> LoggedStore.restored(ours, random, changelog))
                        .withMessageContaining("it was learned with ");
            }
        });
    }

    @Test
    void anotherNumberOfWeightsIsRefusedWhicheverIsMore() {
        for (int bits : new int[] {1, Learners.HASH_BITS - 1, Learners.HASH_BITS + 1, 14}) {
            LearnerSettings other = withHashBits(bits);
            List<KeyValue<byte[], byte[]>> changelog =
                    LoggedStore.learned(other, random).compacted(random);
            assertThatExceptionOfType(IncompatibleModelException.class)
                    .isThrownBy(() -> LoggedStore.restored(ADAGRAD, random, changelog))
                    .withMessageContaining("it was learned with hash.bits=" + bits + ", the configuration says 10");
        }
    }

    private static LearnerSettings withHashBits(int bits) {
        return new LearnerSettings(
                ADAGRAD.loss(),
                ADAGRAD.optimizer(),
                ADAGRAD.learningRate(),
                ADAGRAD.ftrlBeta(),
                ADAGRAD.regularization(),
                bits,
                ADAGRAD.initialWeights(),
                ADAGRAD.steps(),
                ADAGRAD.maxFeatures(),
                ADAGRAD.rollingLossWindow(),
                ADAGRAD.convergence(),
                64);
    }
}
