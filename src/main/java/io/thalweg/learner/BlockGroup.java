package io.thalweg.learner;

import io.thalweg.state.Blocks;
import java.nio.ByteBuffer;

/**
 * Neighbouring blocks of weights put away as one. When many of those that are in use have changed since the last commit, one record for all costs less than
 * one for each: what a record costs by itself is more than a block's bytes do. As bytes, for each block that was ever touched:
 *
 * <pre>
 *   int key | the block
 * </pre>
 *
 * Stateless; any thread.
 */
final class BlockGroup {
    private static final int FLOATS = 8192;

    private BlockGroup() {}

    /** How many blocks are in a group, but for the last: about 32 KiB, or one. */
    static int size(Blocks blocks) {
        return Math.max(1, FLOATS / blocks.blockFloats());
    }

    /** Behind the last block of the group that begins with {@code first}. */
    static int end(Blocks blocks, int first) {
        return Math.min(first + size(blocks), blocks.count());
    }

    /** Whether to put away the group that begins with {@code first} as one: it then is less than three times what has changed. */
    static boolean pays(Blocks blocks, int first) {
        int dirty = 0;
        for (int block = first; block < end(blocks, first); block++) {
            dirty += blocks.dirty()[block] ? 1 : 0;
        }
        return dirty > 1 && 3 * dirty > touched(blocks, first);
    }

    private static int touched(Blocks blocks, int first) {
        int touched = 0;
        for (int block = first; block < end(blocks, first); block++) {
            touched += blocks.touched(block) ? 1 : 0;
        }
        return touched;
    }

    static byte[] encode(Blocks blocks, int first) {
        int length = 0;
        for (int block = first; block < end(blocks, first); block++) {
            length += blocks.touched(block) ? Integer.BYTES + blocks.encodedBytes(block) : 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int block = first; block < end(blocks, first); block++) {
            if (blocks.touched(block)) {
                blocks.encode(block, bytes.putInt(block));
            }
        }
        return bytes.array();
    }

    /** Replaces the content of the blocks in {@code group}, up to the first that does not fit, if there is one: then false. */
    static boolean decode(Blocks blocks, byte[] group) {
        ByteBuffer bytes = ByteBuffer.wrap(group);
        while (bytes.remaining() >= Integer.BYTES) {
            if (!blocks.decode(bytes.getInt(), bytes)) {
                return false;
            }
        }
        return !bytes.hasRemaining();
    }
}
