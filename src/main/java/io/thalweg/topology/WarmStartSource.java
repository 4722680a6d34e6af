package io.thalweg.topology;

import io.thalweg.snapshot.Snapshot;
import java.util.Optional;

/** Where a task whose model has no past of its own gets one. Any thread. */
public interface WarmStartSource {
    /** Models start from their initial weights. */
    WarmStartSource NONE = new WarmStartSource() {
        @Override
        public Optional<Snapshot> snapshot(int partition) {
            return Optional.empty();
        }

        @Override
        public boolean keepsPositions() {
            return true;
        }
    };

    /** The snapshot for the model of an input partition. The same at every call. */
    Optional<Snapshot> snapshot(int partition);

    /** Whether the snapshot's input positions hold here: what it has learned is then skipped. */
    boolean keepsPositions();
}
