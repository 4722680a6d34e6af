package io.thalweg.join;

import io.thalweg.learner.IncompatibleModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What is held, by id, and by when its time is over. Invariants: (1) every entry has a key of its own under which it is due; (2) a key whose sequence number is
 * not that of the entry under its id stands for an earlier one, and means nothing; (3) no key is due before {@code sweptMs}. One thread.
 */
final class HeldStore {
    /** As many entries are ended with one record; a jump of stream time is worked off over the next ones. */
    static final int MOST_AT_ONCE = 1000;

    private static final long NONE = -1;

    private final SortedStore store;
    private final JoinCounts counts;
    private long records = NONE;
    private long streamTimeMs;
    private long sequence;

    /** Where to look for what is due: before it there may be many deleted entries. */
    private long sweptMs;

    /** Nothing is due before this; not kept, and 0 after a start. */
    private long nextDueMs;

    private final List<byte[]> dueKeys = new ArrayList<>();
    private final List<byte[]> dueIds = new ArrayList<>();

    /** @param counts cleared, and filled from the store */
    HeldStore(SortedStore store, JoinCounts counts) {
        this.store = store;
        this.counts = counts;
        load();
    }

    private void load() {
        counts.clear();
        byte[] state = store.get(JoinKeys.STATE);
        if (state == null) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            records = in.readLong();
            streamTimeMs = in.readLong();
            sequence = in.readLong();
            sweptMs = in.readLong();
            counts.read(in);
        } catch (IOException e) {
            throw new IllegalStateException("the counts in the store of pending examples are damaged", e);
        }
    }

    /**
     * Makes sure that store and learner have come from the same commit: one of the two may have been deleted by itself.
     *
     * @param records that the learner has taken
     */
    void refuseOtherThan(long records) {
        if (this.records != NONE && this.records != records) {
            throw new IncompatibleModelException(
                    "the examples that wait in its store were held by a model that had taken " + this.records
                            + " records, and this one has taken " + records);
        }
    }

    /**
     * Puts away times and counts.
     *
     * @param records that the learner has taken
     */
    void save(long records) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(state)) {
            out.writeLong(records);
            out.writeLong(streamTimeMs);
            out.writeLong(sequence);
            out.writeLong(sweptMs);
            counts.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        store.put(JoinKeys.STATE, state.toByteArray());
    }

    long streamTimeMs() {
        return streamTimeMs;
    }

    /** @param end is given the entries whose time is over, in the order in which it was */
    void advance(long timeMs, BiConsumer<String, Held> end) {
        streamTimeMs = Math.max(streamTimeMs, timeMs);
        if (nextDueMs > streamTimeMs) {
            sweptMs = streamTimeMs; // as looking would: what is put away does not tell of starts
            return;
        }
        nextDueMs = Long.MAX_VALUE;
        store.visit(JoinKeys.due(sweptMs, 0), JoinKeys.end(), this::collect);
        sweptMs = Math.min(nextDueMs, streamTimeMs); // what is put from now on is due at streamTimeMs or later
        for (int at = 0; at < dueKeys.size(); at++) {
            end(dueKeys.get(at), JoinKeys.id(dueIds.get(at)), end);
        }
        dueKeys.clear();
        dueIds.clear();
    }

    private void end(byte[] dueKey, String id, BiConsumer<String, Held> end) {
        store.delete(dueKey);
        Held held = get(id);
        if (held != null && held.sequence() == JoinKeys.sequence(dueKey)) {
            end.accept(id, held);
        }
    }

    private boolean collect(byte[] key, byte[] id) {
        if (JoinKeys.dueMs(key) > streamTimeMs || dueKeys.size() == MOST_AT_ONCE) {
            nextDueMs = JoinKeys.dueMs(key);
            return false;
        }
        dueKeys.add(key);
        dueIds.add(id);
        return true;
    }

    /** What is held under an id, and not due: it may be, after a jump that is still being worked off, and then ends now. */
    Held current(String id, BiConsumer<String, Held> end) {
        Held held = get(id);
        while (held != null && held.dueMs() <= streamTimeMs) {
            end.accept(id, held);
            held = get(id);
        }
        return held;
    }

    private Held get(String id) {
        byte[] value = store.get(JoinKeys.held(id));
        return value == null ? null : Held.decode(value);
    }

    /** @param staysMs how long from now on, in stream time */
    void put(String id, Held.Kind kind, long staysMs, Settled.Place place, Label label, byte[] pending) {
        long dueMs = streamTimeMs + Math.min(staysMs, Long.MAX_VALUE - streamTimeMs);
        Held held = new Held(kind, sequence++, dueMs, place, label, pending);
        replace(id, held);
        store.put(JoinKeys.due(dueMs, held.sequence()), JoinKeys.id(id));
        nextDueMs = Math.min(nextDueMs, dueMs);
    }

    /** @param held with the sequence number and the due time of what is there */
    void replace(String id, Held held) {
        store.put(JoinKeys.held(id), held.encode());
    }

    void delete(String id) {
        store.delete(JoinKeys.held(id));
    }
}
