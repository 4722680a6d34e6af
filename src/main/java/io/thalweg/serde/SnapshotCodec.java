package io.thalweg.serde;

import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** Snapshots as records of the snapshots topic: {@code ModelSnapshot} in single-object encoding. */
public final class SnapshotCodec {
    static {
        TrustedClasses.install();
    }

    private SnapshotCodec() {}

    /** The records of a snapshot, piece by piece. Any thread. */
    public static List<byte[]> encode(Snapshot snapshot) {
        BinaryMessageEncoder<ModelSnapshot> encoder =
                new BinaryMessageEncoder<>(new SpecificData(), ModelSnapshot.getClassSchema());
        List<byte[]> records = new ArrayList<>();
        for (ModelSnapshot piece : SnapshotPieces.cut(snapshot)) {
            try {
                ByteBuffer record = encoder.encode(piece);
                byte[] bytes = new byte[record.remaining()];
                record.get(bytes);
                records.add(bytes);
            } catch (IOException e) {
                throw new IllegalStateException("memory cannot fail to be written", e);
            }
        }
        return records;
    }

    /**
     * Finds the newest whole snapshot of one partition among the records of its topic, given in their order. Pieces of others, which compaction
     * has thinned out, are passed over. One thread.
     */
    public static final class Newest {
        private record Id(String model, long learned) {}

        private final BinaryMessageDecoder<ModelSnapshot> decoder =
                new BinaryMessageDecoder<>(new SpecificData(), ModelSnapshot.getClassSchema());
        private final Map<Id, List<ModelSnapshot>> incomplete = new HashMap<>();
        private List<ModelSnapshot> newest;

        /** @throws UnusableSnapshotException if the record is not a piece of a snapshot */
        public void add(byte[] record) {
            ModelSnapshot piece;
            try {
                piece = decoder.decode(record);
            } catch (IOException | RuntimeException e) {
                throw new UnusableSnapshotException("a record is not a piece of a snapshot: " + e.getMessage(), e);
            }
            Id id = new Id(piece.getModel(), piece.getLearned());
            if (piece.getPiece() == 0) {
                incomplete.put(id, new ArrayList<>());
            }
            List<ModelSnapshot> pieces = incomplete.get(id);
            if (pieces != null && pieces.size() == piece.getPiece()) {
                pieces.add(piece);
                if (pieces.size() == piece.getPieces()) {
                    newest = incomplete.remove(id);
                }
            }
        }

        /** @throws UnusableSnapshotException if its checksum is wrong */
        public Optional<Snapshot> snapshot() {
            return Optional.ofNullable(newest).map(SnapshotPieces::join);
        }
    }
}
