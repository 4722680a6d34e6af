package io.thalweg.example;

import java.util.Arrays;

/**
 * The names that an example's features had before they were hashed, in the order in which they came. Only a few examples keep them, and which do is said by
 * where they stand in their stream, so that whoever reads that stream again finds the same. Reused. One thread.
 *
 * <p>A name of more than {@value #LONGEST} bytes is cut, with … at its end. Of an example with more than {@value #MOST_BYTES} bytes of names, the first are kept.
 */
public final class NotedNames {
    /** The most bytes that a name has here. */
    public static final int LONGEST = 200;

    private static final int MOST_BYTES = 1 << 14;
    private static final byte[] CUT = {(byte) 0xe2, (byte) 0x80, (byte) 0xa6};
    private static final int FIRST = 1000;
    private static final int ONE_IN = 128;

    private long place;
    private byte[] bytes = {};
    private int[] indices = {};
    private int[] ends = {};
    private int size;

    NotedNames() {}

    /** Whether the example at a place in its stream is one of those that keep names: the first {@value #FIRST}, and one in {@value #ONE_IN} of the others. */
    static boolean isDue(long place) {
        return place < FIRST || (mixed(place) & ONE_IN - 1) == 0;
    }

    /** A number that looks random, of a number (finalizer of MurmurHash3, with the constants of Stafford 2011, Better bit mixing, variant 13). */
    private static long mixed(long number) {
        long a = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    void begin(long place) {
        this.place = place;
        size = 0;
    }

    void add(int index, byte[] from, int offset, int length) {
        int start = start(size);
        if (start + LONGEST > MOST_BYTES) {
            return;
        }
        reserve(start + LONGEST);
        int kept = length <= LONGEST ? length : whole(from, offset, LONGEST - CUT.length);
        System.arraycopy(from, offset, bytes, start, kept);
        if (kept < length) {
            System.arraycopy(CUT, 0, bytes, start + kept, CUT.length);
            kept += CUT.length;
        }
        indices[size] = index;
        ends[size++] = start + kept;
    }

    /** How many of the first bytes end with a whole character. */
    private static int whole(byte[] utf8, int offset, int length) {
        int end = length;
        while (end > 0 && (utf8[offset + end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    private void reserve(int room) {
        if (room > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * room);
        }
        if (size == ends.length) {
            indices = Arrays.copyOf(indices, 2 * size + 16);
            ends = Arrays.copyOf(ends, 2 * size + 16);
        }
    }

    /** How many there are; 0 if this is not an example that keeps them. */
    public int size() {
        return size;
    }

    /** What the name at {@code at} was hashed to. */
    public int index(int at) {
        return indices[at];
    }

    /** The live bytes of all names, UTF-8; each is from {@link #start} to {@link #end}. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int at) {
        return at == 0 ? 0 : ends[at - 1];
    }

    public int end(int at) {
        return ends[at];
    }

    /** 64 bits of chance for the name at {@code at}: the same whenever the example is read from its place. */
    public long chance(int at) {
        return mixed(mixed(place + 1) + indices[at]);
    }
}
