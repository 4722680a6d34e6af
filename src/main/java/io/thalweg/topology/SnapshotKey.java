package io.thalweg.topology;

import java.nio.charset.StandardCharsets;

/**
 * The key of one piece of a snapshot on its topic: {@code model/partition/slot/piece}. A model's name has no slash.
 *
 * @param slot a new snapshot replaces what was in its slot
 */
record SnapshotKey(String model, int partition, int slot, int piece) {
    /** The model that a key belongs to; empty if it is not one of ours. */
    static String model(byte[] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return text.substring(0, Math.max(0, text.indexOf('/')));
    }

    byte[] bytes() {
        return (model + "/" + partition + "/" + slot + "/" + piece).getBytes(StandardCharsets.UTF_8);
    }
}
