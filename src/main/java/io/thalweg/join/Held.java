package io.thalweg.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is held under an id:
 *
 * <pre>
 *   byte 0    1          9       17     25        33
 *        +----+----------+-------+------+---------+----------------------------------
 *        |kind| sequence | due   | time | offset  | label, if there is one; pending
 *        +----+----------+-------+------+---------+----------------------------------
 * </pre>
 *
 * @param kind what the id stands for
 * @param sequence of the key under which it is due; an entry under another sequence number is no longer of this
 * @param dueMs until when it stays as it is, in stream time
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

    /** The same example with its label. */
    Held labeled(Label label, byte[] pending) {
        return new Held(Kind.LABELED, sequence, dueMs, place, label, pending);
    }

    Held relabeled(Label label) {
        return new Held(kind, sequence, dueMs, place, label, pending);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + pending.length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind.ordinal());
            out.writeLong(sequence);
            out.writeLong(dueMs);
            out.writeLong(place.timeMs());
            out.writeLong(place.offset());
            if (label != null) {
                label.write(out);
            }
            out.write(pending);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static Held decode(byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            Kind kind = KINDS[in.readByte()];
            long sequence = in.readLong();
            long dueMs = in.readLong();
            long timeMs = in.readLong();
            Settled.Place place = new Settled.Place(in.readLong(), timeMs);
            Label label = kind == Kind.LABELED || kind == Kind.EARLY ? Label.read(in) : null;
            return new Held(kind, sequence, dueMs, place, label, in.readAllBytes());
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("an entry of the store of pending examples is damaged", e);
        }
    }
}
