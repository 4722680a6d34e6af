package io.thalweg.verify;

import io.thalweg.learner.LearnerState;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds a restored learner against the one that it must be: weights, optimizer state, rolling window, counts and input positions, block by block.
 *
 * @param digest SHA-256 of all blocks of the restored one with their keys, in hexadecimal
 * @param blocks how many there are
 * @param differences one for each block
 */
public record StateComparison(String digest, int blocks, List<Difference> differences) {
    /** @param changelog the topic it was restored from, to be named */
    public static StateComparison of(String changelog, int partition, LearnerState expected, LearnerState restored) {
        TreeSet<Integer> keys = keys(restored);
        int blocks = keys.size();
        String digest = digest(restored, keys);
        keys.addAll(keys(expected));
        List<Difference> differences = new ArrayList<>();
        for (int key : keys) {
            byte[] wanted = expected.block(key);
            byte[] got = restored.block(key);
            if (!Arrays.equals(wanted, got)) {
                differences.add(new Difference(changelog, partition, 0, "restored block " + key + what(wanted, got)));
            }
        }
        return new StateComparison(digest, blocks, differences);
    }

    private static String what(byte[] wanted, byte[] got) {
        return wanted == null
                ? " should not be there"
                : got == null ? " is lost" : " differs from byte " + Arrays.mismatch(wanted, got);
    }

    private static TreeSet<Integer> keys(LearnerState state) {
        TreeSet<Integer> keys = new TreeSet<>(List.of(LearnerState.META));
        state.forEachTouched(keys::add);
        return keys;
    }

    private static String digest(LearnerState state, TreeSet<Integer> keys) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int key : keys) {
                byte[] block = state.block(key);
                sha.update(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(key)
                        .putInt(block.length)
                        .flip());
                sha.update(block);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
