package io.thalweg.topology;

import io.thalweg.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Where a task whose model has no past of its own gets one. Any thread.
 *
 * @param snapshots the snapshot for the model of an input partition; the same at every call
 * @param keepsPositions whether the snapshot's input positions hold here: what it has learned is then skipped
 */
public record WarmStartSource(IntFunction<Optional<Snapshot>> snapshots, boolean keepsPositions) {
    /** Models start from their initial weights. */
    public static final WarmStartSource NONE = new WarmStartSource(partition -> Optional.empty(), true);
}
