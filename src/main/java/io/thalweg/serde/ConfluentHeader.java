package io.thalweg.serde;

import java.nio.ByteBuffer;

/**
 * The header of a record in Confluent's wire format:
 *
 * <pre>
 * byte 0    1                5
 *      +----+----------------+-----------------------
 *      | 00 | id, big-endian | record, binary encoding
 *      +----+----------------+-----------------------
 * </pre>
 *
 * The id is that of the writer's schema at a registry.
 */
public final class ConfluentHeader {
    static final int BYTES = 5;

    private ConfluentHeader() {}

    public static byte[] of(int id) {
        return ByteBuffer.allocate(BYTES).put((byte) 0).putInt(id).array();
    }

    static boolean begins(byte[] value) {
        return value.length >= 1 && value[0] == 0;
    }

    /** Whether a record has a header to take an id from. */
    public static boolean isOn(byte[] value) {
        return value != null && value.length >= BYTES && begins(value);
    }

    /** @param value of at least the header's bytes */
    public static int id(byte[] value) {
        return value[1] << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | value[4] & 0xff;
    }
}
