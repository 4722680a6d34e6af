package io.thalweg.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Several byte arrays as one: each with its length, two bytes, in front. Any bytes can be taken apart so. */
final class Chunks {
    private static final int LONGEST = 0xffff;

    private Chunks() {}

    static byte[] join(List<byte[]> chunks) {
        ByteBuffer bytes = ByteBuffer.allocate(
                chunks.stream().mapToInt(chunk -> Short.BYTES + chunk.length).sum());
        for (byte[] chunk : chunks) {
            if (chunk.length > LONGEST) {
                throw new IllegalArgumentException("a chunk of " + chunk.length + " bytes is too long");
            }
            bytes.putShort((short) chunk.length).put(chunk);
        }
        return bytes.array();
    }

    static List<byte[]> split(byte[] joined) {
        return split(ByteBuffer.wrap(joined));
    }

    static List<byte[]> split(ByteBuffer bytes) {
        List<byte[]> chunks = new ArrayList<>();
        while (bytes.remaining() >= Short.BYTES) {
            byte[] chunk = new byte[Math.min(bytes.getShort() & LONGEST, bytes.remaining())];
            bytes.get(chunk);
            chunks.add(chunk);
        }
        return chunks;
    }
}
