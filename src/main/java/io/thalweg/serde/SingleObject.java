package io.thalweg.serde;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The header of a record in Avro's single-object encoding (Avro 1.12 specification):
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

    static boolean begins(byte[] value) {
        return value.length >= 2 && value[0] == (byte) 0xc3 && value[1] == 1;
    }

    /** @param value of at least the header's bytes */
    static long fingerprint(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }
}
