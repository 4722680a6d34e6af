package io.thalweg.example;

import java.util.Arrays;

/**
 * Sorts features packed into longs, the index in the upper half. Hashed indices are spread evenly, so one pass that deals entries out by their
 * leading bits, about one to a bucket, leaves almost nothing for an insertion sort to do: faster than a general sort for the sizes of
 * examples. Indices that are not spread so go to the general sort. One thread.
 */
final class EntrySort {
    private static final int SMALL = 16;
    private static final int MAX_BUCKET_BITS = 12;
    private static final int CROWDED = 24;

    private final int indexBits;
    private final int[] ends = new int[1 << MAX_BUCKET_BITS];
    private long[] dealt = new long[64];

    EntrySort(int indexBits) {
        this.indexBits = indexBits;
    }

    /** Sorts {@code entries[0 … size)} ascending. */
    void sort(long[] entries, int size) {
        if (size > SMALL && !deal(entries, size)) {
            Arrays.sort(entries, 0, size);
            return;
        }
        for (int next = 1; next < size; next++) {
            long entry = entries[next];
            int at = next;
            for (; at > 0 && entries[at - 1] > entry; at--) {
                entries[at] = entries[at - 1];
            }
            entries[at] = entry;
        }
    }

    private boolean deal(long[] entries, int size) {
        int bits = Math.min(Math.min(indexBits, MAX_BUCKET_BITS), 32 - Integer.numberOfLeadingZeros(size));
        int shift = 32 + indexBits - bits;
        int buckets = 1 << bits;
        Arrays.fill(ends, 0, buckets, 0);
        for (int k = 0; k < size; k++) {
            ends[(int) (entries[k] >> shift)]++;
        }
        int end = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            if (ends[bucket] > CROWDED) {
                return false;
            }
            end += ends[bucket];
            ends[bucket] = end;
        }
        if (size > dealt.length) {
            dealt = new long[2 * size];
        }
        for (int k = 0; k < size; k++) {
            dealt[--ends[(int) (entries[k] >> shift)]] = entries[k];
        }
        System.arraycopy(dealt, 0, entries, 0, size);
        return true;
    }
}
