package io.thalweg.verify;

import io.thalweg.config.SnapshotSettings;
import io.thalweg.snapshot.Snapshot;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files that a learner's snapshots are written to, and which of them stay. One thread. */
final class ExpectedFiles {
    private final SnapshotSettings settings;
    private final Map<String, Snapshot> written = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    ExpectedFiles(SnapshotSettings settings) {
        this.settings = settings;
    }

    void add(Snapshot snapshot) {
        long learned = snapshot.head().learned();
        written.put(name(snapshot, learned), snapshot);
        kept.add(name(snapshot, learned));
        if (settings.every() > 0 && learned % settings.every() == 0) {
            kept.remove(name(snapshot, learned - settings.every() * settings.keep()));
        }
    }

    private static String name(Snapshot snapshot, long learned) {
        return snapshot.head().model() + "-" + snapshot.head().partition() + "-" + learned + ".avro";
    }

    Set<String> everWritten() {
        return written.keySet();
    }

    Snapshot snapshot(String name) {
        return written.get(name);
    }

    boolean isKept(String name) {
        return kept.contains(name);
    }
}
