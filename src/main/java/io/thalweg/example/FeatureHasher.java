package io.thalweg.example;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3_x86_32 (Appleby 2011, public domain reference MurmurHash3.cpp) of a feature's name, seed 0, cut to the low {@code bits} bits.
 * The index of a name is the same on every machine and in every version: published weights depend on it. Stateless; any thread.
 */
public final class FeatureHasher {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
        int end = offset + (length & ~3);
        for (int i = offset; i < end; i += 4) {
            hash = Integer.rotateLeft(hash ^ scramble((int) INT.get(bytes, i)), 13) * 5 + 0xe6546b64;
        }
        hash ^= scramble(tail(bytes, end, length & 3)) ^ length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    /** The last 0 to 3 bytes; without a branch on how many, unless the array ends here. */
    private static int tail(byte[] bytes, int from, int count) {
        if (from <= bytes.length - Integer.BYTES) {
            return (int) INT.get(bytes, from) & (1 << Byte.SIZE * count) - 1;
        }
        int tail = 0;
        for (int i = count - 1; i >= 0; i--) {
            tail = tail << Byte.SIZE | bytes[from + i] & 0xff;
        }
        return tail;
    }

    private static int scramble(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
