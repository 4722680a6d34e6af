package io.thalweg.serde;

import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.AtomicFile;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Snapshots as files: an Avro object container of the very records that the topic holds. Equal snapshots give equal files. Any thread. */
public final class SnapshotFiles {
    /** What separates the blocks of a container is random by default; a file must be a function of its snapshot. */
    private static final byte[] SYNC =
            Arrays.copyOf("thalweg snapshot".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 16);

    static {
        TrustedClasses.install();
    }

    private SnapshotFiles() {}

    /** Replaces the file as a whole. */
    public static void write(Path file, Snapshot snapshot) throws IOException {
        AtomicFile.write(file, out -> {
            DataFileWriter<ModelSnapshot> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ModelSnapshot.class));
            writer.create(ModelSnapshot.getClassSchema(), out, SYNC);
            for (ModelSnapshot piece : SnapshotPieces.cut(snapshot)) {
                writer.append(piece);
            }
            writer.flush();
        });
    }

    /**
     * @throws IOException if there is no such file, or it cannot be read
     * @throws UnusableSnapshotException if it is damaged, or not a snapshot
     */
    public static Snapshot read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try {
            return SnapshotPieces.join(pieces(file.toFile()));
        } catch (UnusableSnapshotException e) {
            throw new UnusableSnapshotException(file + " cannot be used: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new UnusableSnapshotException(
                    file + " cannot be used: it is not a whole snapshot file: " + e.getMessage(), e);
        }
    }

    private static List<ModelSnapshot> pieces(File file) throws IOException {
        List<ModelSnapshot> pieces = new ArrayList<>();
        try (DataFileReader<ModelSnapshot> reader =
                new DataFileReader<>(file, new SpecificDatumReader<>(ModelSnapshot.class))) {
            while (reader.hasNext()) {
                pieces.add(reader.next());
            }
        }
        if (pieces.isEmpty()) {
            throw new UnusableSnapshotException("it is empty");
        }
        return pieces;
    }
}
