package io.thalweg.serde;

import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.AtomicFile;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Snapshots as files: an Avro object container of the very records that the topic holds. Equal snapshots give equal files. Any thread. */
public final class SnapshotFiles {
    /** What separates the blocks of a container is random by default; a file must be a function of its snapshot. */
    private static final byte[] SYNC = "thalweg snapshot".getBytes(StandardCharsets.US_ASCII);

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
     * @throws IOException if there is no such file, or it may not be read
     * @throws UnusableSnapshotException if it is damaged, or not a snapshot
     */
    public static Snapshot read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return SnapshotPieces.join(pieces(bytes));
        } catch (FileSystemException e) {
            throw e;
        } catch (UnusableSnapshotException e) {
            throw new UnusableSnapshotException(file + " cannot be used: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new UnusableSnapshotException(
                    file + " cannot be used: it is not a whole snapshot file: " + e.getMessage(), e);
        }
    }

    private static List<ModelSnapshot> pieces(InputStream bytes) throws IOException {
        List<ModelSnapshot> pieces = new ArrayList<>();
        ContainerFile file = new ContainerFile(bytes);
        Schema schema = ModelSnapshot.getClassSchema();
        if (SingleObject.fingerprint(file.schema()) != SingleObject.fingerprint(schema)) {
            throw new UnusableSnapshotException("its records are not those of a snapshot, but of another schema: "
                    + file.schema().getFullName());
        }
        DatumReader<ModelSnapshot> reader =
                new SpecificDatumReader<>(schema, schema, new ModelSnapshot().getSpecificData());
        for (long records = file.next(); records >= 0; records = file.next()) {
            ByteBuffer block = file.block();
            // Over an array, the decoder checks every length against the bytes left before it allocates.
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(block.array(), block.arrayOffset() + block.position(), block.remaining(), null);
            for (long record = 0; record < records; record++) {
                pieces.add(reader.read(null, in));
            }
            if (!in.isEnd()) {
                throw new UnusableSnapshotException("bytes follow the end of a piece");
            }
        }
        if (pieces.isEmpty()) {
            throw new UnusableSnapshotException("it is empty");
        }
        return pieces;
    }
}
