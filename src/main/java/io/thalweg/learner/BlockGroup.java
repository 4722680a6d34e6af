package io.thalweg.learner;

import io.thalweg.state.Blocks;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Neighbouring blocks of weights put away as one. When most of them have changed since the last commit, one record for all costs a fraction of one for each:
 * what a record costs by itself is more than a block's bytes do. As bytes, for each block that was ever touched:
 *
 * <pre>
 *   int key | int length | the block
 * </pre>
 *
 * Stateless; any thread.
 */
final class BlockGroup {
    static final int BLOCKS = 32;

    private BlockGroup() {}

    /** How many of the blocks from {@code first} on, as far as the group goes, have changed. */
    static int dirty(Blocks blocks, int first) {
        int dirty = 0;
        for (int block = first; block < end(blocks, first); block++) {
            dirty += blocks.dirty()[block] ? 1 : 0;
        }
        return dirty;
    }

    /** Behind the last block of the group that begins with {@code first}. */
    static int end(Blocks blocks, int first) {
        return Math.min(first + BLOCKS, blocks.count());
    }

    static byte[] encode(Blocks blocks, int first) {
        int length = 0;
        for (int block = first; block < end(blocks, first); block++) {
            length += blocks.touched(block) ? 2 * Integer.BYTES + blocks.encodedBytes(block) : 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int block = first; block < end(blocks, first); block++) {
            if (blocks.touched(block)) {
                bytes.putInt(block).putInt(blocks.encodedBytes(block));
                blocks.encode(block, bytes);
            }
        }
        return bytes.array();
    }

    /** Replaces the content of the blocks in {@code group}; false if one does not fit. */
    static boolean decode(Blocks blocks, byte[] group) {
        ByteBuffer bytes = ByteBuffer.wrap(group);
        boolean fits = true;
        try {
            while (bytes.hasRemaining()) {
                int block = bytes.getInt();
                int length = bytes.getInt();
                if (length < 0 || length > bytes.remaining()) {
                    return false;
                }
                byte[] encoded = new byte[length];
                bytes.get(encoded);
                fits &= blocks.decode(block, encoded);
            }
        } catch (BufferUnderflowException e) {
            return false;
        }
        return fits;
    }
}
