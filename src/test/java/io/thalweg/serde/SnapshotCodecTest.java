package io.thalweg.serde;

import static io.thalweg.serde.LearnedSnapshots.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.learner.LearnerSettings;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import io.thalweg.testing.Learners;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
    private final Snapshot older = new Snapshot(
            LearnedSnapshots.small("model", 10).head(),
            LearnedSnapshots.ofBlocks(400).blocks());
    private final Snapshot newer = new Snapshot(
            LearnedSnapshots.small("model", 20).head(),
            LearnedSnapshots.ofBlocks(401).blocks());
    private final List<byte[]> first = SnapshotCodec.encode(older);
    private final List<byte[]> second = SnapshotCodec.encode(newer);
    private final SnapshotCodec.Newest newest = new SnapshotCodec.Newest();

    @Test
    void thereIsNoneAmongNoRecords() {
        assertThat(newest.snapshot()).isEmpty();
    }

    @Test
    void theLastWholeOneIsTheNewest() {
        first.forEach(newest::add);
        finds(older);
        second.forEach(newest::add);
        finds(newer);
    }

    @Test
    void whatWasDeletedIsNotFoundAndWhatComesAfterIs() {
        first.forEach(newest::add);
        newest.forget("another");
        finds(older);
        newest.forget("model");
        assertThat(newest.snapshot()).isEmpty();
        newest.add(second.get(0));
        newest.forget("model");
        second.subList(1, second.size()).forEach(newest::add);
        assertThat(newest.snapshot()).isEmpty();
        second.forEach(newest::add);
        finds(newer);
    }

    @Test
    void whenTheNewestIsDeletedThatOfAnotherModelIs() {
        Snapshot another = LearnedSnapshots.small("another", 5);
        SnapshotCodec.encode(another).forEach(newest::add);
        second.forEach(newest::add);
        newest.forget("model");
        finds(another);
    }

    @Test
    void manyClassesComeBackAsTheyWere() {
        List<LearnerSettings> softmax = Learners.layouts()
                .filter(settings -> settings.loss() instanceof SoftmaxLoss)
                .toList();
        assertThat(softmax).hasSize(2);
        for (LearnerSettings settings : softmax) {
            Snapshot snapshot = LearnedSnapshots.of(settings, "model", 200);
            assertThat(snapshot.head().classes()).hasSizeGreaterThan(3).contains("0", "class-1");
            assertThat(snapshot.head().intercepts())
                    .hasSameSizeAs(snapshot.head().classes());
            SnapshotCodec.encode(snapshot).forEach(newest::add);
            finds(snapshot);
            assertThat(newest.snapshot().orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(snapshot);
        }
    }

    @Test
    void anUnfinishedOneDoesNotCount() {
        first.forEach(newest::add);
        second.subList(0, second.size() - 1).forEach(newest::add);
        finds(older);
    }

    @Test
    void interleavedPiecesFindTheirOwn() {
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(3);
        for (int piece = 0; piece < 3; piece++) {
            newest.add(second.get(piece));
            newest.add(first.get(piece));
        }
        finds(older);
    }

    @Test
    void whatCompactionHasLeftOfOthersIsPassedOver() {
        newest.add(first.get(1));
        newest.add(first.get(2));
        second.forEach(newest::add);
        newest.add(first.get(2));
        finds(newer);
    }

    @Test
    void aSnapshotWithoutItsMiddleIsPassedOver() {
        newest.add(first.get(0));
        newest.add(first.get(2));
        assertThat(newest.snapshot()).isEmpty();
    }

    @Test
    void aSnapshotBegunAgainIsTheOneThatCounts() {
        newest.add(first.get(0));
        newest.add(first.get(1));
        first.forEach(newest::add);
        finds(older);
    }

    @Test
    void otherRecordsAreRefused() {
        byte[] prediction = new RollingLossEncoder()
                .encode(new RollingLossRecord("examples", 0, 1, 1, 0, List.of(), Figures.OF_NUMBERS));
        for (byte[] record : new byte[][] {null, {}, {1, 2, 3}, prediction}) {
            assertThatExceptionOfType(UnusableSnapshotException.class)
                    .isThrownBy(() -> newest.add(record))
                    .withMessageStartingWith("a record is not a piece of a snapshot: ");
        }
    }

    @Test
    void ofADamagedRecordComesNoOtherSnapshot() {
        Snapshot small = LearnedSnapshots.small("model", 5);
        byte[] whole = SnapshotCodec.encode(small).get(0);
        Random random = new Random(3);
        int refused = 0;
        for (int damage = 0; damage < 4000; damage++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
            if (damaged.length == whole.length) {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            }
            SnapshotCodec.Newest reader = new SnapshotCodec.Newest();
            try {
                reader.add(damaged);
                Optional<Snapshot> read = reader.snapshot();
                if (read.isPresent()) {
                    assertThat(bytes(read.get())).as("damage %d", damage).isEqualTo(bytes(small));
                }
            } catch (UnusableSnapshotException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(3900);
    }

    private void finds(Snapshot snapshot) {
        assertThat(newest.snapshot())
                .hasValueSatisfying(found -> assertThat(bytes(found)).isEqualTo(bytes(snapshot)));
    }
}
