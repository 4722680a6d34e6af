package io.thalweg.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Makes one record after the other, each with the same header, in a reused buffer. One thread. */
final class RecordBytes {
    /** Writes the fields of a record, in the order of its schema. */
    @FunctionalInterface
    interface Fields {
        void write(BinaryEncoder out) throws IOException;
    }

    private final byte[] header;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);

    RecordBytes(byte[] header) {
        this.header = header;
    }

    byte[] encode(Fields fields) {
        try {
            out.flush(); // a record whose writing failed may have left bytes
            bytes.reset();
            out.writeFixed(header);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** A number that may be missing, as the union of null and double that every published schema writes it as. */
    static void writeOptional(BinaryEncoder out, boolean present, double value) throws IOException {
        out.writeIndex(present ? 1 : 0);
        if (present) {
            out.writeDouble(value);
        }
    }

    /** A label that may be missing, or a name if that is not empty: the union of null, double and string. */
    static void writeLabel(BinaryEncoder out, boolean present, double label, String name) throws IOException {
        if (name.isEmpty()) {
            writeOptional(out, present, label);
        } else {
            out.writeIndex(2);
            out.writeString(name);
        }
    }
}
