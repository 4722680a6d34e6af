package io.thalweg.model;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.Features;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A {@link PendingExample} as bytes, little-endian; whole numbers in groups of seven bits, the lowest first, the eighth bit saying that another follows:
 *
 * <pre>
 *   version 1 | flags | learned | [importance: double] | [what it counts for learning: double] | [outputs that had weights]
 *   | features | index, then the gaps between indices, less 1 … | [a bit for each feature, set if its value is 1 | the other values: floats …]
 *   | the margins served: doubles …
 *   | [for each output the experts' margins, the trackers, the combiners: floats …]
 *
 *   flags   1  the features are normalized, and the experts' part is there
 *           2  the importance is there, else it is 1
 *           4  what it counts for learning is there, else it is 1; with 1 only
 *           8  the values are there, else all are 1
 * </pre>
 *
 * With many classes, those that had no weights yet all have the same margins: they are there once, behind those of the others. One thread.
 */
final class PendingFormat {
    private static final byte VERSION = 1;
    private static final int NORMALIZED = 1;
    private static final int IMPORTANCE = 2;
    private static final int EFFECTIVE = 4;
    private static final int VALUES = 8;
    private static final int ALL_FLAGS = 15;

    private static final int SAID = Experts.COUNT + Trackers.COUNT;
    private static final int MAX_HEAD = 64;
    private static final int MAX_VARINT = 5;

    /** More than a hundred thousand of the largest floats times the largest values can add up to. */
    private static final double MAX_MARGIN = 1e75;

    /** More than the root of the number of examples of any stream. */
    private static final double MAX_EFFECTIVE = 1e9;

    private final int weights;
    private ByteBuffer out = buffer(new byte[1024]);
    private int[] indices = new int[64];

    /** @param weights indices are below */
    PendingFormat(int weights) {
        this.weights = weights;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] write(PendingExample pending) {
        Features x = pending.example().features();
        double importance = pending.example().importance();
        Served served = pending.served;
        reserve(x.size(), pending.margins.length);
        boolean plain = allOne(x);
        out.put(VERSION);
        out.put((byte) ((served != null ? NORMALIZED : 0)
                | (importance != 1 ? IMPORTANCE : 0)
                | (served != null && served.importance != 1 ? EFFECTIVE : 0)
                | (plain ? 0 : VALUES)));
        writeNumber(pending.learned);
        if (importance != 1) {
            out.putDouble(importance);
        }
        if (served != null && served.importance != 1) {
            out.putDouble(served.importance);
        }
        if (served != null && pending.margins.length > 1) {
            writeNumber(served.active);
        }
        writeIndices(x);
        if (!plain) {
            writeValues(x);
        }
        writeServed(pending);
        return Arrays.copyOf(out.array(), out.position());
    }

    private void reserve(int features, int outputs) {
        long room = MAX_HEAD
                + (long) features * (MAX_VARINT + 1 + Float.BYTES)
                + (long) outputs * (Double.BYTES + (SAID + Combination.KEPT) * Float.BYTES);
        if (room > out.capacity()) {
            out = buffer(new byte[Math.toIntExact(room)]);
        }
        out.clear();
    }

    private static boolean allOne(Features x) {
        for (int k = 0; k < x.size(); k++) {
            if (x.values()[k] != 1) {
                return false;
            }
        }
        return true;
    }

    private void writeNumber(long number) {
        long left = number;
        for (; left >= 0x80; left >>>= 7) {
            out.put((byte) (left | 0x80));
        }
        out.put((byte) left);
    }

    private void writeIndices(Features x) {
        writeNumber(x.size());
        int next = 0;
        for (int k = 0; k < x.size(); k++) {
            writeNumber(x.indices()[k] - next);
            next = x.indices()[k] + 1;
        }
    }

    private void writeValues(Features x) {
        int size = x.size();
        for (int k = 0; k < size; k += Byte.SIZE) {
            int ones = 0;
            for (int bit = 0; bit < Byte.SIZE && k + bit < size; bit++) {
                ones |= x.values()[k + bit] == 1 ? 1 << bit : 0;
            }
            out.put((byte) ones);
        }
        for (int k = 0; k < size; k++) {
            if (x.values()[k] != 1) {
                out.putFloat(x.values()[k]);
            }
        }
    }

    private void writeServed(PendingExample pending) {
        int different = different(pending.served, pending.margins.length);
        for (int output = 0; output < different; output++) {
            out.putDouble(pending.margins[output]);
        }
        for (int output = 0; pending.served != null && output < different; output++) {
            for (int k = 0; k < SAID; k++) {
                out.putFloat((float) pending.served.features[output][k]);
            }
            for (int combiner = 0; combiner < Combination.KEPT; combiner++) {
                out.putFloat((float) pending.served.combined[combiner][output]);
            }
        }
    }

    /** How many outputs have margins of their own, and one of the others. */
    private static int different(Served served, int outputs) {
        return served == null ? outputs : Math.min(served.active + 1, outputs);
    }

    /** @throws IOException if these are not the bytes of a pending example */
    void read(byte[] bytes, PendingExample pending) throws IOException {
        PendingReader in = new PendingReader(bytes);
        int version = in.unsignedByte();
        if (version != VERSION) {
            throw new IOException("a pending example of version " + version + "; this one reads " + VERSION);
        }
        int flags = in.unsignedByte();
        Served served = pending.served;
        if (flags > ALL_FLAGS || (flags & NORMALIZED) != 0 != (served != null)) {
            throw new IOException("a pending example of another kind of model, flags " + flags);
        }
        pending.learned = in.number(Long.MAX_VALUE, "the count of learned examples");
        pending.begin((flags & IMPORTANCE) == 0 ? 1 : in.positive(ExampleBuilder.MAX_MAGNITUDE, "the importance"));
        double effective = (flags & EFFECTIVE) == 0 ? 1 : in.positive(MAX_EFFECTIVE, "the importance for learning");
        if (served != null) {
            served.importance = effective;
            served.active = 1;
            if (pending.margins.length > 1) {
                served.active = (int) in.number(pending.margins.length, "the count of outputs");
            }
        }
        readFeatures(in, (flags & VALUES) != 0, pending);
        readServed(in, pending);
        in.end();
    }

    private void readFeatures(PendingReader in, boolean values, PendingExample pending) throws IOException {
        int size = (int) in.number(in.remaining(), "the count of features");
        if (size > indices.length) {
            indices = new int[2 * size];
        }
        long next = 0;
        for (int k = 0; k < size; k++) {
            indices[k] = (int) (next + in.number(weights - 1 - next, "a feature's index"));
            next = indices[k] + 1L;
        }
        byte[] ones = values ? in.bytes((size + Byte.SIZE - 1) / Byte.SIZE) : null;
        double most = pending.served == null ? ExampleBuilder.MAX_MAGNITUDE : Normalization.OUTLIER;
        for (int k = 0; k < size; k++) {
            boolean one = ones == null || (ones[k / Byte.SIZE] >> k % Byte.SIZE & 1) == 1;
            pending.feature(indices[k], one ? 1 : in.finite(most, "a feature's value"));
        }
        pending.build();
    }

    private static void readServed(PendingReader in, PendingExample pending) throws IOException {
        Served served = pending.served;
        int outputs = pending.margins.length;
        int different = different(served, outputs);
        for (int output = 0; output < outputs; output++) {
            pending.margins[output] =
                    output < different ? in.real(MAX_MARGIN, "a margin") : pending.margins[different - 1];
        }
        for (int output = 0; served != null && output < outputs; output++) {
            double[] z = served.features[output];
            boolean own = output < different;
            for (int k = 0; k < SAID; k++) {
                z[k] = own ? in.finite(Float.MAX_VALUE, "a margin") : served.features[different - 1][k];
            }
            z[SAID] = Stack.constant(outputs);
            for (double[] combiner : served.combined) {
                combiner[output] = z[Combination.ALONE];
            }
            for (int combiner = 0; combiner < Combination.KEPT; combiner++) {
                double[] margins = served.combined[combiner];
                margins[output] = own ? in.finite(Float.MAX_VALUE, "a margin") : margins[different - 1];
            }
        }
    }
}
