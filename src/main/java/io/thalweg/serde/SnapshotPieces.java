package io.thalweg.serde;

import io.thalweg.avro.InputPosition;
import io.thalweg.avro.ModelSnapshot;
import io.thalweg.avro.Setting;
import io.thalweg.avro.SnapshotManifest;
import io.thalweg.avro.WeightBlock;
import io.thalweg.learner.InputPositions;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A snapshot cut into records that fit into a Kafka message of default size, and put together again. Equal snapshots give equal pieces.
 * Stateless; any thread.
 */
final class SnapshotPieces {
    /** Half of Kafka's default limit for a message: a piece is closed when it has grown beyond. */
    static final int PIECE_BYTES = 512 << 10;

    private static final int FORMAT = 2;

    private SnapshotPieces() {}

    static List<ModelSnapshot> cut(Snapshot snapshot) {
        List<List<WeightBlock>> groups =
                groups(snapshot.blocks(), snapshot.head().state().bytes().length);
        List<ModelSnapshot> unsigned = pieces(snapshot.head(), groups, new byte[0]);
        return pieces(snapshot.head(), groups, SnapshotChecksum.of(unsigned));
    }

    /** @param manifest bytes of what the first piece has beside blocks */
    private static List<List<WeightBlock>> groups(List<Snapshot.Block> blocks, int manifest) {
        List<List<WeightBlock>> groups = new ArrayList<>();
        List<WeightBlock> group = new ArrayList<>();
        int bytes = manifest;
        for (Snapshot.Block block : blocks) {
            if (bytes > PIECE_BYTES) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            float[] weights = block.weights().floats();
            byte[] state = block.state().bytes();
            group.add(new WeightBlock(block.key(), block.firstIndex(), new FloatList(weights), ByteBuffer.wrap(state)));
            bytes += state.length + weights.length * Float.BYTES;
        }
        groups.add(group);
        return groups;
    }

    private static List<ModelSnapshot> pieces(Snapshot.Head head, List<List<WeightBlock>> groups, byte[] checksum) {
        List<ModelSnapshot> pieces = new ArrayList<>();
        for (int piece = 0; piece < groups.size(); piece++) {
            pieces.add(new ModelSnapshot(
                    head.model(),
                    head.partition(),
                    head.learned(),
                    piece,
                    groups.size(),
                    piece == 0 ? manifest(head, checksum) : null,
                    groups.get(piece)));
        }
        return pieces;
    }

    private static SnapshotManifest manifest(Snapshot.Head head, byte[] checksum) {
        List<Setting> settings = new ArrayList<>();
        head.settings().forEach((key, value) -> settings.add(new Setting(key, value)));
        List<InputPosition> positions = new ArrayList<>();
        head.positions()
                .forEach((source, next) -> positions.add(new InputPosition(source.topic(), source.partition(), next)));
        return new SnapshotManifest(
                FORMAT,
                settings,
                head.classes(),
                head.intercepts(),
                head.examples(),
                head.rejected(),
                head.meanLoss(),
                head.rollingLoss(),
                head.baselineLoss(),
                positions,
                ByteBuffer.wrap(head.state().bytes()),
                ByteBuffer.wrap(checksum));
    }

    /**
     * @param pieces those of one snapshot, in order
     * @throws UnusableSnapshotException if one is missing or does not belong, or the checksum is wrong
     */
    static Snapshot join(List<ModelSnapshot> pieces) {
        ModelSnapshot first = pieces.get(0);
        SnapshotManifest manifest = first.getManifest();
        if (manifest == null || pieces.size() != first.getPieces()) {
            throw new UnusableSnapshotException("it has " + pieces.size() + " of its " + first.getPieces() + " pieces");
        }
        if (manifest.getFormat() != FORMAT) {
            throw new UnusableSnapshotException(
                    "its format is " + manifest.getFormat() + "; this version reads " + FORMAT);
        }
        List<List<WeightBlock>> groups = new ArrayList<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            if (pieces.get(piece).getPiece() != piece) {
                throw new UnusableSnapshotException("its piece " + piece + " is missing or out of order");
            }
            groups.add(pieces.get(piece).getBlocks());
        }
        Snapshot.Head head = head(first, manifest);
        byte[] checksum = SnapshotChecksum.of(pieces(head, groups, new byte[0]));
        if (!Arrays.equals(checksum, bytes(manifest.getChecksum()))) {
            throw new UnusableSnapshotException("its checksum is wrong: it has been damaged");
        }
        return new Snapshot(
                head,
                groups.stream().flatMap(List::stream).map(SnapshotPieces::block).toList());
    }

    private static Snapshot.Head head(ModelSnapshot piece, SnapshotManifest manifest) {
        SortedMap<String, String> settings = new TreeMap<>();
        manifest.getSettings().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        SortedMap<InputPositions.Source, Long> positions = new TreeMap<>();
        manifest.getPositions()
                .forEach(position -> positions.put(
                        new InputPositions.Source(position.getTopic(), position.getPartition()),
                        position.getNextOffset()));
        return new Snapshot.Head(
                piece.getModel(),
                piece.getPartition(),
                piece.getLearned(),
                settings,
                List.copyOf(manifest.getClasses()),
                List.copyOf(manifest.getIntercepts()),
                manifest.getExamples(),
                manifest.getRejected(),
                manifest.getMeanLoss(),
                manifest.getRollingLoss(),
                manifest.getBaselineLoss(),
                positions,
                new Snapshot.State(bytes(manifest.getState())));
    }

    private static Snapshot.Block block(WeightBlock block) {
        float[] weights = new float[block.getWeights().size()];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = block.getWeights().get(at);
        }
        return new Snapshot.Block(
                block.getKey(),
                block.getFirstIndex(),
                new Snapshot.Values(weights),
                new Snapshot.State(bytes(block.getState())));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
