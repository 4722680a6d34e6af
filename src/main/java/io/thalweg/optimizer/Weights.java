package io.thalweg.optimizer;

import io.thalweg.state.Blocks;

/**
 * 2^hashBits weights and, behind them, the intercept, each with its optimizer's state beside it: {@code stride} floats, of which the first is
 * the weight as the optimizer represents it.
 *
 * <pre>
 *   weight 0        weight 1              weight 2^b − 1   intercept
 * +-----+-------+-----+-------+-- ... --+-----+---------+-----+-------+
 * | w   | state | w   | state |         | w   | state   | b   | state |
 * +-----+-------+-----+-------+-- ... --+-----+---------+-----+-------+
 * </pre>
 *
 * A block holds a power of two of weights, see {@link Blocks#shift}.
 */
public final class Weights {
    private final Blocks blocks;
    private final InitialWeights initial;
    private final int stride;
    private final int blockShift;
    private final int intercept;

    Weights(int hashBits, int stride, InitialWeights initial) {
        this.stride = stride;
        this.initial = initial;
        blockShift = Blocks.shift(stride);
        intercept = 1 << hashBits;
        blocks = new Blocks(Math.multiplyExact(intercept + 1, stride), stride << blockShift);
        clear();
    }

    /** Back to the initial weights; the optimizer's state is zero. */
    void clear() {
        blocks.clear();
        if (initial.deviation() > 0) {
            float[] floats = blocks.floats();
            for (int index = 0; index < intercept; index++) {
                floats[index * stride] = initial.at(index);
            }
        }
    }

    public Blocks blocks() {
        return blocks;
    }

    public int stride() {
        return stride;
    }

    /** The index of the intercept: one past the last feature's. */
    public int intercept() {
        return intercept;
    }

    /** {@code index >>> blockShift} is the block of the weight at {@code index}. */
    public int blockShift() {
        return blockShift;
    }
}
