package io.thalweg.topology;

import io.thalweg.learner.LearnerState;
import io.thalweg.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Where a learner whose model has no past of its own gets one. Any thread.
 *
 * @param snapshots the snapshot for the model of an input partition; the same at every call
 * @param take makes a learner of it, and all of that to be logged
 * @param keepsPositions whether the snapshot's input positions hold here: what it has learned is then skipped
 */
public record WarmStartSource(
        IntFunction<Optional<Snapshot>> snapshots, BiConsumer<Snapshot, LearnerState> take, boolean keepsPositions) {
    /** Models start from their initial weights. */
    public static final WarmStartSource NONE =
            new WarmStartSource(partition -> Optional.empty(), Snapshot::resume, true);

    /**
     * Starts the learner of an input partition.
     *
     * @return the snapshot that it starts from, if there is one
     * @throws io.thalweg.learner.IncompatibleModelException if it was learned under settings that give its weights another meaning
     */
    public Optional<Snapshot> start(LearnerState state, int partition) {
        Optional<Snapshot> found = snapshots.apply(partition);
        found.ifPresent(snapshot -> {
            take.accept(snapshot, state);
            if (!keepsPositions) {
                state.learner().positions().clear();
            }
        });
        return found;
    }
}
