package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.serde.SnapshotFiles;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Snapshot files. */
final class SnapshotFileTarget implements Target {
    private final Path file = TemporaryFile.create();

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (LearnerSettings settings : SeedSnapshots.layouts()) {
            SnapshotFiles.write(file, SeedSnapshots.snapshot(settings));
            seeds.add(Files.readAllBytes(file));
        }
        return seeds;
    }

    @Override
    public void run(byte[] input) throws IOException {
        Files.write(file, input);
        Snapshot snapshot;
        try {
            snapshot = SnapshotFiles.read(file);
        } catch (UnusableSnapshotException e) {
            Target.isOneLine(e);
            return;
        }
        SnapshotFiles.write(file, snapshot);
        byte[] written = Files.readAllBytes(file);
        SnapshotFiles.write(file, SnapshotFiles.read(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(written);
        resume(snapshot);
    }

    static void resume(Snapshot snapshot) {
        for (LearnerSettings settings : SeedSnapshots.layouts()) {
            try {
                snapshot.resume(Learners.state(settings));
            } catch (IncompatibleModelException e) {
                Target.isOneLine(e);
            }
        }
    }

    @Override
    public long mostAllocated(int length) {
        return (8 << 20) + 1000L * length;
    }

    @Override
    public int cost() {
        return 5;
    }
}
