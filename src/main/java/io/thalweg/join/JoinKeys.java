package io.thalweg.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the store:
 *
 * <pre>
 *   00                        counts and times of the join
 *   01 id, UTF-8              what is held under an id ({@link Held})
 *   02 due, 8  sequence, 8    the id whose entry is due then; big-endian
 * </pre>
 *
 * Due times and sequence numbers are not negative, so that their bytes are in order.
 */
final class JoinKeys {
    static final byte[] STATE = {0};

    private static final byte HELD = 1;
    private static final byte DUE = 2;
    private static final int DUE_BYTES = 1 + 2 * Long.BYTES;

    private JoinKeys() {}

    static byte[] held(String id) {
        byte[] name = id(id);
        return ByteBuffer.allocate(1 + name.length).put(HELD).put(name).array();
    }

    static byte[] due(long dueMs, long sequence) {
        return ByteBuffer.allocate(DUE_BYTES)
                .put(DUE)
                .putLong(dueMs)
                .putLong(sequence)
                .array();
    }

    static byte[] id(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    static String id(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Behind all keys of due times. */
    static byte[] end() {
        return new byte[] {DUE + 1};
    }

    static long dueMs(byte[] dueKey) {
        return ByteBuffer.wrap(dueKey).getLong(1);
    }

    static long sequence(byte[] dueKey) {
        return ByteBuffer.wrap(dueKey).getLong(1 + Long.BYTES);
    }
}
