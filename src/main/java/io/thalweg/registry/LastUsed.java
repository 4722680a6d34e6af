package io.thalweg.registry;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the entries used last; with one more than that, the one that was not used for the longest time goes. Any thread. */
final class LastUsed<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> entries;

    LastUsed(int most) {
        entries = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Null if it is not there. */
    synchronized V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
