package io.thalweg.join;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** A sorted store on the heap. One thread. */
final class MapStore implements SortedStore {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    MapStore copy() {
        MapStore copy = new MapStore();
        copy.entries.putAll(entries);
        return copy;
    }

    /** The first entry that is not the same in both, as text; empty if there is none. */
    String difference(MapStore other) {
        TreeSet<byte[]> keys = new TreeSet<>(entries.comparator());
        keys.addAll(entries.keySet());
        keys.addAll(other.entries.keySet());
        return keys.stream()
                .filter(key -> !Arrays.equals(get(key), other.get(key)))
                .map(key -> Arrays.toString(key) + ": " + Arrays.toString(get(key)) + " and "
                        + Arrays.toString(other.get(key)))
                .findFirst()
                .orElse("");
    }

    @Override
    public byte[] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public void visit(byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor) {
        for (Map.Entry<byte[], byte[]> entry : entries.subMap(from, to).entrySet()) {
            if (!visitor.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }
}
