package io.thalweg.example;

import java.util.Arrays;

/**
 * Sorts features packed into longs, the index in the upper half. Hashed indices are spread evenly, so an entry's leading bits say nearly where
 * it belongs: entries go to a table of four to eight places for each, and come out of it in order. Indices that are not spread so go to a
 * general sort. One thread.
 *
 * <p>Invariants of the table: (1) entries stand in ascending order; (2) none stands in front of the place that its leading bits name, its
 * home; (3) from its home to where it stands, no place is free. An entry whose home is taken moves on, and takes the place of the first that
 * is greater (ordered hashing: Amble and Knuth 1974).
 */
final class EntrySort {
    private static final int SMALL = 16;
    private static final int MAX_TABLE_BITS = 18;
    private static final int CROWDED = 24;

    private final int indexBits;
    private long[] table = {};
    private long[] taken = {};

    EntrySort(int indexBits) {
        this.indexBits = indexBits;
    }

    /** Sorts {@code entries[0 … size)} ascending. */
    void sort(long[] entries, int size) {
        if (size <= SMALL) {
            insert(entries, size);
            return;
        }
        int bits = Math.min(indexBits, 32 - Integer.numberOfLeadingZeros(size) + 2);
        if (bits > MAX_TABLE_BITS || !scatter(entries, size, bits)) {
            Arrays.sort(entries, 0, size);
            return;
        }
        gather(entries, bits);
    }

    private static void insert(long[] entries, int size) {
        for (int next = 1; next < size; next++) {
            long entry = entries[next];
            int at = next;
            for (; at > 0 && entries[at - 1] > entry; at--) {
                entries[at] = entries[at - 1];
            }
            entries[at] = entry;
        }
    }

    /** Puts the entries into the table; false if one would stand too far from its home. */
    private boolean scatter(long[] entries, int size, int bits) {
        int places = (1 << bits) + CROWDED;
        if (places > table.length) {
            table = new long[places];
            taken = new long[(places + Long.SIZE - 1) / Long.SIZE];
        }
        Arrays.fill(taken, 0, (places + Long.SIZE - 1) / Long.SIZE, 0);
        long[] table = this.table;
        long[] taken = this.taken;
        int shift = 32 + indexBits - bits;
        for (int k = 0; k < size; k++) {
            long entry = entries[k];
            int place = (int) (entry >> shift);
            int beyond = place + CROWDED;
            while ((taken[place >> 6] >>> place & 1) != 0) {
                long other = table[place];
                if (other > entry) {
                    table[place] = entry;
                    entry = other;
                }
                if (++place == beyond) {
                    return false;
                }
            }
            table[place] = entry;
            taken[place >> 6] |= 1L << place;
        }
        return true;
    }

    private void gather(long[] entries, int bits) {
        int size = 0;
        for (int first = 0; first < (1 << bits) + CROWDED; first += Long.SIZE) {
            for (long left = taken[first >> 6]; left != 0; left &= left - 1) {
                entries[size++] = table[first + Long.numberOfTrailingZeros(left)];
            }
        }
    }
}
