package io.thalweg.serde;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads records that Thalweg has published with one schema, in single-object encoding or in Confluent's wire format, from bytes that may be
 * anything. An id is taken for that of the schema, and no registry asked, if the bytes are such a record. Any thread. */
final class PublishedRecords<T> {
    static {
        TrustedClasses.install();
    }

    private final Schema schema;
    private final SpecificData classes;
    private final long fingerprint;

    /** @param classes what makes instances of {@code T}, the class generated from {@code schema} */
    PublishedRecords(Schema schema, SpecificData classes) {
        this.schema = schema;
        this.classes = classes;
        fingerprint = SingleObject.fingerprint(schema);
    }

    /** @throws IOException if the bytes are not such a record; the message is one line */
    T read(byte[] value) throws IOException {
        if (value == null || value.length == 0) {
            throw notOne(value == null ? "the record has no value" : "the record's value is empty");
        }
        if (ConfluentHeader.isOn(value)) {
            return readFields(value, ConfluentHeader.BYTES);
        }
        if (!SingleObject.begins(value)) {
            throw notOne(FirstBytes.of(value).text() + "; expected " + SingleObjectFormat.EXPECTED
                    + " or Confluent's wire format");
        }
        if (value.length < SingleObject.HEADER_BYTES) {
            throw notOne("the record ends inside its header");
        }
        long named = SingleObject.fingerprint(value);
        if (named != fingerprint) {
            throw new IOException(String.format(
                    "the record was written with schema %016x, not with that of a %s, %016x",
                    named, schema.getName(), fingerprint));
        }
        return readFields(value, SingleObject.HEADER_BYTES);
    }

    private IOException notOne(String reason) {
        return new IOException("not a " + schema.getName() + ": " + reason);
    }

    private T readFields(byte[] value, int headerBytes) throws IOException {
        // Over an array, the decoder checks every length against the bytes left before it allocates.
        int length = value.length - headerBytes;
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(value, headerBytes, length, null);
        T read;
        try {
            read = new SpecificDatumReader<T>(schema, schema, classes).read(null, in);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new IOException("not a " + schema.getName() + ": the record is damaged or cut short", e);
        }
        if (!in.isEnd()) {
            throw notOne("bytes follow the end of the record");
        }
        return read;
    }
}
