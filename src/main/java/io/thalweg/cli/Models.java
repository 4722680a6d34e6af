package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.WarmStart;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.SnapshotFiles;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.topology.SnapshotTopic;
import io.thalweg.topology.WarmStartSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Finds published models and makes them into learners. */
final class Models {
    private Models() {}

    /** Where {@code warm.start} says that models come from. */
    static WarmStartSource warmStart(ThalwegConfig config) {
        WarmStart choice = config.snapshots().warmStart();
        BiConsumer<Snapshot, LearnerState> take = take(config.snapshots().take());
        boolean keep = config.snapshots().skipLearned();
        if (choice instanceof WarmStart.File file) {
            Snapshot snapshot = read(file.path());
            take.accept(snapshot, new LearnerState(new OnlineLearner(config.learner())));
            return new WarmStartSource(partition -> Optional.of(snapshot), take, keep);
        }
        if (choice instanceof WarmStart.Latest) {
            String topic = config.topics().snapshots();
            try (Cluster cluster = Cluster.reach(config)) {
                cluster.partitions(topic);
            }
            SnapshotTopic snapshots = new SnapshotTopic(config.clients(), topic);
            return new WarmStartSource(snapshots::newest, take, keep);
        }
        return WarmStartSource.NONE;
    }

    private static BiConsumer<Snapshot, LearnerState> take(WarmStart.Take take) {
        return take instanceof WarmStart.Weights weights
                ? (snapshot, state) -> snapshot.begin(state, weights.confidence())
                : Snapshot::resume;
    }

    static Snapshot read(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure(Failure.USAGE, file + " is a directory; it must be a snapshot file");
        }
        try {
            return SnapshotFiles.read(file);
        } catch (IOException e) {
            throw Failures.unusableFile(e);
        }
    }

    /** The settings that a snapshot was learned with, what fields mean among them. */
    static ThalwegConfig settings(Snapshot snapshot) {
        List<String> sets = snapshot.head().settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        return ThalwegConfig.read(null, sets, Map.of());
    }

    /** A learner that goes on from a snapshot under the settings that it was learned with. */
    static LearnerState resumed(Snapshot snapshot) {
        LearnerState state =
                new LearnerState(new OnlineLearner(settings(snapshot).learner()));
        snapshot.resume(state);
        return state;
    }
}
