package io.thalweg.serde;

import static io.thalweg.serde.LearnedSnapshots.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.avro.ModelSnapshot;
import io.thalweg.avro.SnapshotManifest;
import io.thalweg.avro.WeightBlock;
import io.thalweg.learner.LearnerState;
import io.thalweg.mapping.Kind;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotPiecesTest {
    private static final int KAFKA_MESSAGE_BYTES = 1 << 20;

    private final Snapshot large = LearnedSnapshots.ofBlocks(600);
    private final List<ModelSnapshot> pieces = SnapshotPieces.cut(large);

    @Test
    void joinsWhatItHasCut() {
        assertThat(pieces).hasSize(4);
        assertThat(bytes(SnapshotPieces.join(pieces))).isEqualTo(bytes(large));
        Snapshot small = LearnedSnapshots.small("model", 30);
        assertThat(SnapshotPieces.cut(small)).hasSize(1);
        assertThat(bytes(SnapshotPieces.join(SnapshotPieces.cut(small)))).isEqualTo(bytes(small));
    }

    @Test
    void everyPieceFitsIntoAMessage() {
        assertThat(SnapshotCodec.encode(large))
                .hasSameSizeAs(pieces)
                .allSatisfy(record -> assertThat(record.length)
                        .isLessThan(KAFKA_MESSAGE_BYTES - 1024)
                        .isPositive());
    }

    @Test
    void theFirstPieceHasTheFewerBlocksTheMoreTheModelHasSeenOfFields() {
        LearnerState state = Learners.state(Learners.layouts().findFirst().orElseThrow());
        SortedMap<String, Integer> wide = new TreeMap<>();
        for (int n = 0; n < 9000; n++) {
            wide.put(String.format("%04d", n) + "x".repeat(125), Kind.NUMBER.bit());
        }
        state.learner().fields().remember(wide);
        Snapshot snapshot =
                new Snapshot(Snapshot.take(state, "large", 2, new TreeMap<>()).head(), large.blocks());
        assertThat(SnapshotCodec.encode(snapshot))
                .allSatisfy(record -> assertThat(record.length).isLessThan(SnapshotPieces.PIECE_BYTES + 8192));
        assertThat(bytes(SnapshotPieces.join(SnapshotPieces.cut(snapshot)))).isEqualTo(bytes(snapshot));
    }

    @Test
    void equalSnapshotsGiveEqualPieces() {
        assertThat(bytes(LearnedSnapshots.ofBlocks(600))).isEqualTo(bytes(large));
    }

    @Test
    void onlyTheFirstPieceHasAManifest() {
        assertThat(pieces).extracting(piece -> piece.getManifest() != null).containsExactly(true, false, false, false);
        assertThat(pieces).extracting(ModelSnapshot::getPiece).containsExactly(0, 1, 2, 3);
        assertThat(pieces).extracting(ModelSnapshot::getPieces).containsOnly(4);
    }

    @Test
    void aMissingPieceIsRefused() {
        for (int missing = 0; missing < pieces.size(); missing++) {
            List<ModelSnapshot> others = new ArrayList<>(pieces);
            others.remove(missing);
            refuses(others, "it has 3 of its 4 pieces");
        }
    }

    @Test
    void anyOtherOrderIsRefused() {
        for (int piece = 2; piece < pieces.size(); piece++) {
            List<ModelSnapshot> swapped = new ArrayList<>(pieces);
            Collections.swap(swapped, piece - 1, piece);
            refuses(swapped, "its piece " + (piece - 1) + " is missing or out of order");
        }
        List<ModelSnapshot> reversed = new ArrayList<>(pieces);
        Collections.reverse(reversed);
        refuses(reversed, "pieces");
    }

    @Test
    void aBlockThatIsNotTheSnapshotsIsRefused() {
        ModelSnapshot second = pieces.get(1);
        List<WeightBlock> blocks = new ArrayList<>(second.getBlocks());
        WeightBlock block = blocks.get(7);
        byte[] state = new byte[2048];
        blocks.set(
                7, new WeightBlock(block.getKey(), block.getFirstIndex(), block.getWeights(), ByteBuffer.wrap(state)));
        List<ModelSnapshot> mixed = new ArrayList<>(pieces);
        mixed.set(1, ModelSnapshot.newBuilder(second).setBlocks(blocks).build());
        refuses(mixed, "its checksum is wrong: it has been damaged");
    }

    @Test
    void anotherFormatIsRefusedByNumber() {
        ModelSnapshot first = pieces.get(0);
        SnapshotManifest manifest =
                SnapshotManifest.newBuilder(first.getManifest()).setFormat(3).build();
        List<ModelSnapshot> newer = new ArrayList<>(pieces);
        newer.set(0, ModelSnapshot.newBuilder(first).setManifest(manifest).build());
        refuses(newer, "its format is 3; this version reads 2");
    }

    private static void refuses(List<ModelSnapshot> pieces, String message) {
        assertThatExceptionOfType(UnusableSnapshotException.class)
                .isThrownBy(() -> SnapshotPieces.join(pieces))
                .withMessageContaining(message);
    }
}
