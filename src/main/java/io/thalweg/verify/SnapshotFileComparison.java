package io.thalweg.verify;

import io.thalweg.serde.SnapshotFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the files of snapshots against what must be in them, byte for byte. Where there were zombies, one that should have gone may be back: a worker that wakes up too late writes
 * it again before it knows, but it must be the same. One thread.
 */
final class SnapshotFileComparison {
    static final String NAME = "snapshot files";

    private final Path directory;
    private final boolean zombies;
    private final Set<Path> known = new HashSet<>();
    private long equal;

    /**
     * @param directory missing if nothing was written
     * @param zombies whether files that should have gone may be back
     */
    SnapshotFileComparison(Path directory, boolean zombies) {
        this.directory = directory;
        this.zombies = zombies;
    }

    List<Difference> compare(int partition, ExpectedFiles expected) throws IOException {
        List<Difference> differences = new ArrayList<>();
        Path wanted = directory.resolveSibling("expected.avro");
        for (String name : expected.everWritten()) {
            Path file = directory.resolve(name);
            if (Files.exists(file) && (zombies || expected.isKept(name))) {
                known.add(file);
                SnapshotFiles.write(wanted, expected.snapshot(name));
                long mismatch = Files.mismatch(wanted, file);
                if (mismatch >= 0) {
                    differences.add(new Difference(NAME, partition, mismatch, name + " differs from this byte"));
                } else {
                    equal++;
                }
            } else if (expected.isKept(name)) {
                differences.add(new Difference(NAME, partition, 0, name + " is lost"));
            }
        }
        return differences;
    }

    /** What no partition has written; or only half, and not taken up again. */
    List<Difference> others() throws IOException {
        List<Difference> differences = new ArrayList<>();
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    if (!known.contains(file)) {
                        differences.add(new Difference(NAME, 0, 0, file.getFileName() + " should not be there"));
                    }
                }
            }
        }
        return differences;
    }

    /** Files that are as they must be. */
    long equal() {
        return equal;
    }
}
