package io.thalweg.join;

import java.util.function.BiPredicate;

/** Entries of bytes in the order of their keys, bytes taken as unsigned. One thread. */
public interface SortedStore {
    /** Null if there is none. */
    byte[] get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /**
     * Visits entries from {@code from} on, in order, until the visitor says false. The visitor changes nothing.
     *
     * @param from inclusive
     * @param to beyond all entries
     */
    void visit(byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor);
}
