package io.thalweg.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A float array cut into blocks that remember whether they have changed: what is logged at a commit, published in a snapshot, and restored.
 * One writing thread.
 *
 * <p>A block as bytes, little-endian:
 *
 * <pre>
 * byte 0        4                8
 *      +--------+----------------+------------------------------+
 *      | epoch  | count of floats| floats, 4 bytes each         |
 *      +--------+----------------+------------------------------+
 * </pre>
 *
 * The epoch belongs to the owner of the floats: {@code Sgd} counts in it how often a block has been rescaled.
 *
 * <p>Invariants: (1) a block that is not dirty equals what was last encoded or decoded; (2) a block that was never touched holds the initial
 * floats and epoch 0; (3) every dirty block is touched.
 */
public final class Blocks {
    private static final int HEADER_BYTES = 8;
    private static final int SMALL_FLOATS = 32;

    private final float[] floats;
    private final int first;
    private final int blockFloats;
    private final boolean[] dirty;
    private final BitSet touched;
    private final int[] epochs;

    /** @param blockFloats floats in a block; the last block may be shorter */
    public Blocks(int floats, int blockFloats) {
        this(0, floats, blockFloats);
    }

    /** @param first floats of the array that are in front of all blocks and belong to none: what follows can so begin where a cache line does */
    public Blocks(int first, int floats, int blockFloats) {
        this.floats = new float[Math.addExact(first, floats)];
        this.first = first;
        this.blockFloats = blockFloats;
        int blocks = (floats + blockFloats - 1) / blockFloats;
        dirty = new boolean[blocks];
        touched = new BitSet(blocks);
        epochs = new int[blocks];
    }

    /**
     * A good size for blocks of units that change each by itself, such as the weights of features: small, so that a unit takes little else with it into the
     * log.
     *
     * @param unit how many floats change together
     * @return the binary logarithm of how many units to have in a block
     */
    public static int shift(int unit) {
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, SMALL_FLOATS / unit));
    }

    public int count() {
        return dirty.length;
    }

    /** Where in {@link #floats} block 0 begins. */
    public int first() {
        return first;
    }

    public int blockFloats() {
        return blockFloats;
    }

    /** The live array. Who writes into it marks the block {@linkplain #dirty dirty}. */
    public float[] floats() {
        return floats;
    }

    /** The live marks, by block: hot loops set them. */
    public boolean[] dirty() {
        return dirty;
    }

    /** The live epochs, by block. */
    public int[] epochs() {
        return epochs;
    }

    /** Back to zero, untouched and clean. */
    public void clear() {
        Arrays.fill(floats, 0);
        Arrays.fill(dirty, false);
        Arrays.fill(epochs, 0);
        touched.clear();
    }

    /** Back to zero, with every block to be logged anew: what was put away before is void. */
    public void restart() {
        clear();
        Arrays.fill(dirty, true);
    }

    /** Whether the block has ever been written or restored, so that it must be part of a snapshot. */
    public boolean touched(int block) {
        return dirty[block] || touched.get(block);
    }

    /** Declares that the block's present content has been put somewhere safe. */
    public void clean(int block) {
        dirty[block] = false;
        touched.set(block);
    }

    public byte[] encode(int block) {
        ByteBuffer bytes = ByteBuffer.allocate(encodedBytes(block));
        encode(block, bytes);
        return bytes.array();
    }

    /** How long a block is as bytes. */
    public int encodedBytes(int block) {
        return HEADER_BYTES + length(block) * Float.BYTES;
    }

    /** Puts a block's bytes into {@code into}, at its position, which moves behind them. */
    public void encode(int block, ByteBuffer into) {
        int length = length(block);
        ByteOrder order = into.order();
        into.order(ByteOrder.LITTLE_ENDIAN).putInt(epochs[block]).putInt(length);
        into.asFloatBuffer().put(floats, from(block), length);
        into.position(into.position() + length * Float.BYTES).order(order);
    }

    /**
     * Replaces a block's content; the block is then clean.
     *
     * @return false if the bytes are not of this block's size, or there is no such block: nothing was changed
     */
    public boolean decode(int block, byte[] encoded) {
        return block >= 0
                && block < dirty.length
                && encoded.length == encodedBytes(block)
                && decode(block, ByteBuffer.wrap(encoded));
    }

    /**
     * The same, from where {@code from} is; its position moves behind the block.
     *
     * @return false if no such block begins there: nothing was changed
     */
    public boolean decode(int block, ByteBuffer from) {
        if (block < 0 || block >= dirty.length || from.remaining() < encodedBytes(block)) {
            return false;
        }
        ByteOrder order = from.order();
        from.order(ByteOrder.LITTLE_ENDIAN);
        int epoch = from.getInt();
        int length = from.getInt();
        boolean fits = length == length(block);
        if (fits) {
            epochs[block] = epoch;
            from.asFloatBuffer().get(floats, from(block), length);
            from.position(from.position() + length * Float.BYTES);
            clean(block);
        }
        from.order(order);
        return fits;
    }

    /** Whether every float is a finite number. */
    public boolean isFinite() {
        boolean finite = true;
        for (float number : floats) {
            finite &= Float.isFinite(number);
        }
        return finite;
    }

    private int from(int block) {
        return first + block * blockFloats;
    }

    private int length(int block) {
        return Math.min(blockFloats, floats.length - first - block * blockFloats);
    }
}
