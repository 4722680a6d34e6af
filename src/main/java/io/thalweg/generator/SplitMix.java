package io.thalweg.generator;

import java.nio.charset.StandardCharsets;

/**
 * SplitMix64 (Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators; mixing constants of Stafford's variant
 * 13): the same numbers on every machine. One thread.
 */
final class SplitMix {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /** The numbers that belong to a name: for the same seed and name always the same. */
    static SplitMix of(long seed, String name) {
        long hash = mix(seed + GAMMA);
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ b) + GAMMA;
        }
        return new SplitMix(hash);
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    /** From 0, inclusive, to 1, exclusive. */
    double uniform() {
        state += GAMMA;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    /** Mean 0, variance 1, within ±2√3: nearly normal, as the sum of four uniform numbers is. */
    double bell() {
        return (uniform() + uniform() + uniform() + uniform() - 2) * StrictMath.sqrt(3);
    }
}
