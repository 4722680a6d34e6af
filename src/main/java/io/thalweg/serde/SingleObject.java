package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The header of a record on a topic (Avro 1.12 specification, Single-object encoding):
 *
 * <pre>
 * byte 0    1    2                       10
 *      +----+----+-----------------------+-----------------------
 *      | C3 | 01 | fingerprint, 8 bytes  | record, binary encoding
 *      +----+----+-----------------------+-----------------------
 * </pre>
 *
 * The fingerprint is the CRC-64-AVRO of the writer's schema in parsing canonical form, little-endian.
 */
final class SingleObject {
    static final int HEADER_BYTES = 10;

    private static final int CONFLUENT_HEADER_BYTES = 5;

    private SingleObject() {}

    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xc3)
                .put((byte) 1)
                .putLong(fingerprint(schema))
                .array();
    }

    /** The fingerprint in a record's header; a record without one is rejected with the format that it seems to have. */
    static long fingerprint(byte[] value) {
        if (value == null || value.length == 0) {
            throw undecodable(value == null ? "the record has no value" : "the record's value is empty");
        }
        if (value.length >= 2 && value[0] == (byte) 0xc3 && value[1] == 1) {
            if (value.length < HEADER_BYTES) {
                throw undecodable(
                        "the record ends inside its header, after " + value.length + " of " + HEADER_BYTES + " bytes");
            }
            return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        }
        String expected = "; expected Avro single-object encoding (C3 01 and the fingerprint of the schema)";
        if (value[0] == 0 && value.length >= CONFLUENT_HEADER_BYTES) {
            throw new RejectedExampleException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "the record looks like Confluent's wire format with schema id "
                            + ByteBuffer.wrap(value).getInt(1) + expected);
        }
        throw undecodable(
                value[0] == '{' || value[0] == '['
                        ? "the record looks like JSON text" + expected
                        : String.format("the record begins with byte %02X", value[0]) + expected);
    }

    private static RejectedExampleException undecodable(String detail) {
        return new RejectedExampleException(RejectReason.UNDECODABLE, detail);
    }
}
