package io.thalweg.learner;

import io.thalweg.state.Blocks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/**
 * Everything of a learner that has to survive, as blocks of bytes under whole-number keys:
 *
 * <pre>
 *   key 0, 1, 2 …     weights with their optimizer's state
 *   key 2^30 …        groups of neighbouring blocks of weights, see {@link BlockGroup}
 *   key −1            the meta block: format, the settings that give the weights their meaning, standardized features if the format is 3, counts, sums,
 *                     schedule, input positions, kinds of fields
 *   key −2, −3 …      the rolling window
 *   key −2^30, …      downwards, names of features, see {@link NameStore}
 * </pre>
 *
 * The meta block is one record, of the changelog and of a snapshot, and Kafka takes 1 MiB: of that {@link Standardization} has at most 274 KiB, and
 * {@link io.thalweg.mapping.FieldKinds} 256 KiB. Whatever grows with the data and joins them has to be bounded too.
 *
 * <p>A state is restored by giving back the last content of every key, in the order in which they were put away, the meta block included, and then calling
 * {@link #resume}. One thread.
 */
public final class LearnerState {
    public static final int META = -1;

    private static final int FIRST_WINDOW_KEY = -2;
    private static final int FIRST_GROUP_KEY = 1 << 30;
    private static final int FIRST_NAMES_KEY = -(1 << 30);
    private static final int FORMAT = 3;
    private static final String DAMAGED = "its meta block is damaged or ends too early";

    private final OnlineLearner learner;
    private final Blocks weights;
    private final Blocks window;
    private final NameStore names;
    private byte[] restoredMeta;
    private boolean misfit;
    private boolean namesDamaged;

    public LearnerState(OnlineLearner learner) {
        this.learner = learner;
        weights = learner.model().blocks();
        window = learner.evaluation().blocks();
        names = learner.names();
    }

    public OnlineLearner learner() {
        return learner;
    }

    /** Back to a learner that has seen nothing. */
    public void clear() {
        learner.clear();
        restoredMeta = null;
        misfit = false;
        namesDamaged = false;
    }

    /** Takes one block as it was put away. A block that does not fit is remembered, and {@link #resume} will refuse. */
    public void restore(int key, byte[] block) {
        if (key == META) {
            restoredMeta = block;
        } else if (key >= FIRST_GROUP_KEY) {
            misfit |= !BlockGroup.decode(weights, block);
        } else if (key >= 0) {
            misfit |= !weights.decode(key, block);
        } else if (key <= FIRST_NAMES_KEY) {
            namesDamaged |= !names.decode(FIRST_NAMES_KEY - key, block);
        } else {
            // A window of another length than ours: the meta block will say so, and the window starts anew.
            window.decode(FIRST_WINDOW_KEY - key, block);
        }
    }

    /**
     * Goes on from what was restored.
     *
     * @return false if there was no meta block, and the learner is a new one
     * @throws IncompatibleModelException if the model was learned under settings that give its weights another meaning
     */
    public boolean resume() {
        if (restoredMeta == null) {
            clear();
            return false;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(restoredMeta))) {
            readFormat(in);
            String differences = Meaning.of(learner).differences(Meaning.read(in));
            if (!differences.isEmpty()) {
                throw new IncompatibleModelException(differences);
            }
            learner.standardization().read(in);
            if (misfit) {
                throw new IncompatibleModelException("its weights come in blocks of another size");
            }
            if (namesDamaged) {
                throw new IncompatibleModelException("its names of features are damaged");
            }
            if (!weights.isFinite() || !window.isFinite()) {
                throw new IncompatibleModelException("it is not of finite numbers");
            }
            learner.read(in);
            if (in.read() != -1) {
                throw new IncompatibleModelException("its meta block is longer than what was written");
            }
        } catch (IOException e) {
            throw new IncompatibleModelException(DAMAGED);
        }
        restoredMeta = null;
        return true;
    }

    /**
     * Makes sure that the weights of the learner that has put away this meta block mean the same here, whatever moved them.
     *
     * @throws IncompatibleModelException if they do not
     */
    public void refuseOtherWeights(byte[] meta) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(meta))) {
            readFormat(in);
            String differences = Meaning.of(learner).ofWeights().differences(Meaning.read(in));
            if (!differences.isEmpty()) {
                throw IncompatibleModelException.ofWeights(differences);
            }
        } catch (IOException e) {
            throw new IncompatibleModelException(DAMAGED);
        }
    }

    /** The block under a key as it is now; null if there is none, or it was never touched. */
    public byte[] block(int key) {
        if (key == META) {
            return meta();
        }
        if (key >= FIRST_GROUP_KEY) {
            long first = (long) (key - FIRST_GROUP_KEY) * BlockGroup.size(weights);
            return first < weights.count() ? BlockGroup.encode(weights, (int) first) : null;
        }
        if (key <= FIRST_NAMES_KEY) {
            int bucket = FIRST_NAMES_KEY - key;
            return bucket < names.count() && names.touched(bucket) ? names.encode(bucket) : null;
        }
        Blocks blocks = key >= 0 ? weights : window;
        int block = key >= 0 ? key : FIRST_WINDOW_KEY - key;
        return block < blocks.count() && blocks.touched(block) ? blocks.encode(block) : null;
    }

    /**
     * Visits the key of every block that has changed since it was last visited here, or of its group if many blocks of that have, and the meta block last. A
     * visitor takes the content at once.
     */
    public void drainDirty(IntConsumer visitor) {
        int size = BlockGroup.size(weights);
        for (int first = 0; first < weights.count(); first += size) {
            int end = BlockGroup.end(weights, first);
            if (BlockGroup.pays(weights, first)) {
                visitor.accept(FIRST_GROUP_KEY + first / size);
                clean(weights, first, end);
            } else {
                drainDirty(weights, first, end, visitor);
            }
        }
        drainDirty(window, 0, window.count(), block -> visitor.accept(FIRST_WINDOW_KEY - block));
        for (int bucket = 0; bucket < names.count(); bucket++) {
            if (names.dirty()[bucket]) {
                visitor.accept(FIRST_NAMES_KEY - bucket);
                names.dirty()[bucket] = false;
            }
        }
        visitor.accept(META);
    }

    private static void clean(Blocks blocks, int from, int to) {
        for (int block = from; block < to; block++) {
            if (blocks.dirty()[block]) {
                blocks.clean(block);
            }
        }
    }

    private static void drainDirty(Blocks blocks, int from, int to, IntConsumer visitor) {
        boolean[] dirty = blocks.dirty();
        for (int block = from; block < to; block++) {
            if (dirty[block]) {
                visitor.accept(block);
                blocks.clean(block);
            }
        }
    }

    /** Visits the key of every block that was ever touched: those of the weights ascending, then those of the window and of the names descending. */
    public void forEachTouched(IntConsumer visitor) {
        for (int block = 0; block < weights.count(); block++) {
            if (weights.touched(block)) {
                visitor.accept(block);
            }
        }
        for (int block = 0; block < window.count(); block++) {
            if (window.touched(block)) {
                visitor.accept(FIRST_WINDOW_KEY - block);
            }
        }
        for (int bucket = 0; bucket < names.count(); bucket++) {
            if (names.touched(bucket)) {
                visitor.accept(FIRST_NAMES_KEY - bucket);
            }
        }
    }

    /** Declares every block changed, so that all are logged. */
    public void markTouchedDirty() {
        forEachTouched(this::markDirty);
    }

    private void markDirty(int key) {
        if (key >= 0) {
            weights.dirty()[key] = true;
        } else if (key > FIRST_NAMES_KEY) {
            window.dirty()[FIRST_WINDOW_KEY - key] = true;
        } else {
            names.dirty()[FIRST_NAMES_KEY - key] = true;
        }
    }

    /** Takes a block of another learner if it is of names, to be logged here. */
    public void takeNames(int key, byte[] block) {
        if (key <= FIRST_NAMES_KEY) {
            restore(key, block);
            if (block(key) != null) {
                markDirty(key);
            }
        }
    }

    /** Takes from another learner's meta block what weights for standardized features need. */
    public void takeStandardization(byte[] meta) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(meta))) {
            readFormat(in);
            Meaning.read(in);
            learner.standardization().read(in);
        } catch (IOException e) {
            throw IncompatibleModelException.ofWeights(DAMAGED);
        }
    }

    private byte[] meta() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            Meaning.of(learner).write(out);
            learner.standardization().write(out);
            learner.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IncompatibleModelException if the meta block has another format */
    private static void readFormat(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IncompatibleModelException("its state has format " + format + "; this version reads " + FORMAT);
        }
    }
}
