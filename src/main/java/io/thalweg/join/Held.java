package io.thalweg.join;

import io.thalweg.state.SevenBits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is held under an id; whole numbers as {@link SevenBits}:
 *
 * <pre>
 *   kind: byte | sequence | offset | time | due, less the time | [label, of those that have one] | pending
 * </pre>
 *
 * @param kind what the id stands for
 * @param sequence of the key under which it is due; an entry under another sequence number is no longer of this
 * @param dueMs until when it stays as it is, in stream time; not before its own time
 * @param place of the example, or of an early label
 * @param label of a labelled example, or the early one; null if there is none
 * @param pending the example as the learner has encoded it; empty if it is not needed any more
 */
record Held(Kind kind, long sequence, long dueMs, Settled.Place place, Label label, byte[] pending) {
    enum Kind {
        /** An example waits for its label. */
        PENDING,
        /** An example was learned, and its id is remembered for labels that come again. */
        LABELED,
        /** An example has expired, and its id is remembered for labels that come late. */
        EXPIRED,
        /** A label waits for its example. */
        EARLY
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[] NO_NAME = {};
    private static final int MOST_HEAD = 1 + Double.BYTES + 5 * SevenBits.MOST_BYTES;

    /** The same example with its label. */
    Held labeled(Label label, byte[] pending) {
        return new Held(Kind.LABELED, sequence, dueMs, place, label, pending);
    }

    Held relabeled(Label label) {
        return new Held(kind, sequence, dueMs, place, label, pending);
    }

    byte[] encode() {
        byte[] name = label == null ? NO_NAME : label.nameBytes();
        ByteBuffer out = ByteBuffer.allocate(MOST_HEAD + name.length + pending.length);
        out.put((byte) kind.ordinal());
        SevenBits.put(out, sequence);
        SevenBits.put(out, place.offset());
        SevenBits.put(out, place.timeMs());
        SevenBits.put(out, dueMs - place.timeMs());
        if (label != null) {
            out.putDouble(label.number());
            SevenBits.put(out, name.length);
            out.put(name);
        }
        out.put(pending);
        return Arrays.copyOf(out.array(), out.position());
    }

    static Held decode(byte[] value) {
        try {
            ByteBuffer in = ByteBuffer.wrap(value);
            Kind kind = KINDS[in.get()];
            long sequence = number(in);
            long offset = number(in);
            long timeMs = number(in);
            long dueMs = timeMs + number(in);
            Label label = kind == Kind.LABELED || kind == Kind.EARLY ? label(in) : null;
            byte[] pending = new byte[in.remaining()];
            in.get(pending);
            return new Held(kind, sequence, dueMs, new Settled.Place(offset, timeMs), label, pending);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("an entry of the store of pending examples is damaged", e);
        }
    }

    private static Label label(ByteBuffer in) {
        double number = in.getDouble();
        byte[] name = new byte[Math.toIntExact(Objects.checkIndex(number(in), in.remaining() + 1L))];
        in.get(name);
        return Label.of(number, name);
    }

    private static long number(ByteBuffer in) {
        return Objects.checkIndex(SevenBits.get(in), Long.MAX_VALUE);
    }
}
