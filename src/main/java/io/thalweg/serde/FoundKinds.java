package io.thalweg.serde;

import io.thalweg.mapping.Kind;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds that a schema's fields have, by path, as sets of bits. One thread. */
final class FoundKinds {
    private final SortedMap<String, Integer> kinds = new TreeMap<>();

    void add(String path, Kind kind) {
        kinds.merge(path, kind.bit(), (one, other) -> one | other);
    }

    SortedMap<String, Integer> byPath() {
        return kinds;
    }
}
