package io.thalweg.serde;

import io.thalweg.avro.ModelSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** SHA-256 over the binary encodings of a snapshot's pieces, in order, before they were signed. */
final class SnapshotChecksum {
    private SnapshotChecksum() {}

    static byte[] of(List<ModelSnapshot> unsigned) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            BinaryEncoder out = EncoderFactory.get()
                    .binaryEncoder(new DigestOutputStream(OutputStream.nullOutputStream(), digest), null);
            SpecificDatumWriter<ModelSnapshot> writer = new SpecificDatumWriter<>(ModelSnapshot.class);
            for (ModelSnapshot piece : unsigned) {
                writer.write(piece, out);
            }
            out.flush();
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
