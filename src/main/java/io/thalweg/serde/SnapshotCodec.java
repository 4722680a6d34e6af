package io.thalweg.serde;

import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificDatumWriter;

/** Snapshots as records of the snapshots topic, each a {@code ModelSnapshot}. */
public final class SnapshotCodec {
    static {
        TrustedClasses.install();
    }

    private SnapshotCodec() {}

    /** The records of a snapshot, piece by piece, in single-object encoding. Any thread. */
    public static List<byte[]> encode(Snapshot snapshot) {
        return encode(snapshot, PublishedHeaders.singleObject());
    }

    /** The records of a snapshot, piece by piece. Any thread. */
    public static List<byte[]> encode(Snapshot snapshot, PublishedHeaders headers) {
        SpecificDatumWriter<ModelSnapshot> writer = new SpecificDatumWriter<>(ModelSnapshot.class);
        RecordBytes record = new RecordBytes(headers.of(PublishedSchema.SNAPSHOT));
        List<byte[]> records = new ArrayList<>();
        for (ModelSnapshot piece : SnapshotPieces.cut(snapshot)) {
            records.add(record.encode(out -> writer.write(piece, out)));
        }
        return records;
    }

    /**
     * Finds the newest whole snapshot of one partition among the records of its topic, given in their order. Pieces of others, which compaction
     * has thinned out, are passed over. One thread.
     */
    public static final class Newest {
        private record Id(String model, long learned) {}

        private final PublishedRecords<ModelSnapshot> records =
                new PublishedRecords<>(ModelSnapshot.getClassSchema(), new ModelSnapshot().getSpecificData());
        private final Map<Id, List<ModelSnapshot>> incomplete = new HashMap<>();
        private final Map<String, List<ModelSnapshot>> newestLast = new LinkedHashMap<>();

        /** @throws UnusableSnapshotException if the record is not a piece of a snapshot */
        public void add(byte[] record) {
            ModelSnapshot piece;
            try {
                piece = records.read(record);
            } catch (IOException e) {
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
                    newestLast.remove(id.model);
                    newestLast.put(id.model, incomplete.remove(id));
                }
            }
        }

        /** All that has come of a model so far has been deleted. */
        public void forget(String model) {
            incomplete.keySet().removeIf(id -> id.model.equals(model));
            newestLast.remove(model);
        }

        /** @throws UnusableSnapshotException if its checksum is wrong */
        public Optional<Snapshot> snapshot() {
            return newestLast.values().stream().reduce((before, newer) -> newer).map(SnapshotPieces::join);
        }
    }
}
