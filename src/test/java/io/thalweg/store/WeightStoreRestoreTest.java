package io.thalweg.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightStoreRestoreTest {
    private static final LearnerSettings ADAGRAD =
            Learners.settings(new LogisticLoss(), OptimizerKind.ADAGRAD, new LearningRate.Constant(0.1), 0, 0);

    private final Random random = new Random(4);

    static Stream<LearnerSettings> layouts() {
        return Learners.layouts();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatCommitsHaveLoggedIsTheWholeState(LearnerSettings settings) {
        LoggedStore logged = LoggedStore.learned(settings, random);
        LoggedStore full = LoggedStore.restored(settings, random, logged.changelog);
        assertThat(Learners.blocks(full.state())).isEqualTo(Learners.blocks(logged.state()));
        LoggedStore compacted = LoggedStore.restored(settings, random, logged.compacted(random));
        assertThat(Learners.blocks(compacted.state())).isEqualTo(Learners.blocks(logged.state()));
        assertThat(compacted.store.getPosition()).isEqualTo(logged.store.getPosition());
        Examples same = new Examples(5, settings.loss(), settings.hashBits());
        List<Long> margins = logged.learn(new Examples(5, settings.loss(), settings.hashBits()), 200);
        assertThat(compacted.learn(same, 200)).isEqualTo(margins);
        assertThat(Learners.blocks(compacted.state())).isEqualTo(Learners.blocks(logged.state()));
    }

    @Test
    void whatWasNotCommittedIsNotThere() {
        LoggedStore logged = LoggedStore.learned(ADAGRAD, random);
        Map<Integer, ByteBuffer> committed = Learners.blocks(logged.state());
        logged.learn(30);
        LoggedStore restored = LoggedStore.restored(ADAGRAD, random, logged.changelog);
        assertThat(Learners.blocks(restored.state())).isEqualTo(committed);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void revivedItKeepsNothingOfTheOldModel(LearnerSettings settings) {
        Map<Integer, ByteBuffer> untouched = Learners.blocks(Learners.state(settings));
        LoggedStore revived = LoggedStore.learned(settings, random);
        List<KeyValue<byte[], byte[]>> changelog = List.copyOf(revived.changelog);
        Map<Integer, ByteBuffer> committed = Learners.blocks(revived.state());
        revived.learn(50);
        revived.store.close();
        assertThat(Learners.blocks(revived.state())).isEqualTo(untouched);
        assertThat(revived.store.isOpen()).isFalse();
        revived.learn(50);
        revived.store.init(revived.context, revived.store);
        assertThat(Learners.blocks(revived.state())).isEqualTo(untouched);
        revived.context.restore(changelog);
        revived.started();
        assertThat(Learners.blocks(revived.state())).isEqualTo(committed);
    }

    @Test
    void aStartResumesOnceAndARestoredStateAgain() {
        LoggedStore logged = LoggedStore.learned(ADAGRAD, random);
        LoggedStore task = new LoggedStore(ADAGRAD);
        AtomicInteger beginnings = new AtomicInteger();
        task.store.resume(beginnings::incrementAndGet);
        task.store.resume(beginnings::incrementAndGet);
        assertThat(beginnings).as("there was nothing to restore").hasValue(1);
        task.context.restore(logged.changelog);
        task.store.resume(beginnings::incrementAndGet);
        assertThat(beginnings).hasValue(1);
        assertThat(task.state().learner().examples())
                .isEqualTo(logged.state().learner().examples())
                .isPositive();
        task.store.close();
        task.store.init(task.context, task.store);
        task.store.resume(beginnings::incrementAndGet);
        assertThat(beginnings).hasValue(2);
    }

    @Test
    void aStandbyThatIsPromotedNeedsNoInit() {
        LoggedStore logged = LoggedStore.learned(ADAGRAD, random);
        LoggedStore standby = new LoggedStore(ADAGRAD);
        standby.context.restore(logged.changelog);
        logged.changelog.clear();
        logged.learn(40);
        logged.commit();
        standby.context.restore(logged.changelog);
        standby.started();
        assertThat(Learners.blocks(standby.state())).isEqualTo(Learners.blocks(logged.state()));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void activeAndStandbyCanChangePlacesAgainAndAgain(LearnerSettings settings) {
        LoggedStore alone = new LoggedStore(settings).started();
        LoggedStore active = new LoggedStore(settings).started();
        LoggedStore standby = new LoggedStore(settings);
        Examples examples = new Examples(5, settings.loss(), settings.hashBits());
        Examples same = new Examples(5, settings.loss(), settings.hashBits());
        for (int turn = 0; turn < 12; turn++) {
            int count = random.nextInt(30);
            assertThat(active.learn(same, count)).isEqualTo(alone.learn(examples, count));
            active.commit();
            standby.context.restore(active.changelog);
            active.changelog.clear();
            LoggedStore promoted = standby.started();
            assertThat(Learners.blocks(promoted.state())).isEqualTo(Learners.blocks(alone.state()));
            standby = active;
            active = promoted;
        }
    }

    @Test
    void blocksWithoutTheirMetaBlockAreNoModel() {
        LoggedStore logged = LoggedStore.learned(ADAGRAD, random);
        logged.changelog.removeIf(block -> ByteBuffer.wrap(block.key).getInt() == LearnerState.META);
        AtomicInteger beginnings = new AtomicInteger();
        LoggedStore task = new LoggedStore(ADAGRAD);
        task.context.restore(logged.changelog);
        task.store.resume(beginnings::incrementAndGet);
        assertThat(beginnings).hasValue(1);
        assertThat(Learners.blocks(task.state())).isEqualTo(Learners.blocks(Learners.state(ADAGRAD)));
    }
}
