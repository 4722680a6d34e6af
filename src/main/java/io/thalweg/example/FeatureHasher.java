package io.thalweg.example;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3_x86_32 (Appleby 2011, public domain reference MurmurHash3.cpp) of a feature's name, seed 0, cut to the low {@code bits} bits.
 * The index of a name is the same on every machine and in every version: published weights depend on it. Stateless; any thread.
 */
public final class FeatureHasher {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int mask;

    /** @param bits 1 to 30: names go to indices 0 to 2^bits − 1 */
    public FeatureHasher(int bits) {
        if (bits < 1 || bits > 30) {
            throw new IllegalArgumentException("hash bits must be 1 to 30, not " + bits);
        }
        mask = (1 << bits) - 1;
    }

    public int index(byte[] name, int offset, int length) {
        return murmur3(name, offset, length, 0) & mask;
    }

    static int murmur3(byte[] bytes, int offset, int length, int seed) {
        int hash = seed;
        int at = offset;
        int left = length;
        for (; left >= Long.BYTES; left -= Long.BYTES, at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            hash = mix(mix(hash, (int) word), (int) (word >>> Integer.SIZE));
        }
        // Fewer than eight bytes are left: all of a short name, without a branch that depends on how many there are.
        long word = at <= bytes.length - Long.BYTES ? (long) LONG.get(bytes, at) : last(bytes, at, left);
        boolean whole = left >= Integer.BYTES;
        int block = mix(hash, (int) word);
        hash = whole ? block : hash;
        int tail = (int) (whole ? word >>> Integer.SIZE : word) & (1 << Byte.SIZE * (left & 3)) - 1;
        hash ^= scramble(tail) ^ length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static long last(byte[] bytes, int from, int count) {
        long word = 0;
        for (int i = count - 1; i >= 0; i--) {
            word = word << Byte.SIZE | bytes[from + i] & 0xff;
        }
        return word;
    }

    private static int mix(int hash, int block) {
        return Integer.rotateLeft(hash ^ scramble(block), 13) * 5 + 0xe6546b64;
    }

    private static int scramble(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
