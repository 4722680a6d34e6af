package io.thalweg.fuzz;

import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learners that have learned a little, and pictures of them. */
final class SeedSnapshots {
    private SeedSnapshots() {}

    /** The layouts to begin with: without penalty, with many classes, and auto. */
    static List<LearnerSettings> layouts() {
        List<LearnerSettings> all = Learners.layouts().toList();
        return List.of(all.get(0), all.get(8), all.get(10));
    }

    static LearnerState learned(LearnerSettings settings) {
        LearnerState state = Learners.state(settings);
        Examples examples = new Examples(12, settings.loss(), 5);
        for (int n = 0; n < 40; n++) {
            state.learner().process(examples.labeled());
        }
        state.learner().positions().advance(new InputPositions.Source("examples", 2), 40);
        return state;
    }

    static Snapshot snapshot(LearnerSettings settings) {
        return Snapshot.take(learned(settings), "model", 2, new TreeMap<>(Map.of("loss", "logistic")));
    }
}
