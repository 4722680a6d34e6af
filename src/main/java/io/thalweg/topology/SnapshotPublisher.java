package io.thalweg.topology;

import io.thalweg.config.SnapshotSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.serde.SnapshotFiles;
import io.thalweg.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Decides when a model is published and under which keys: a ring of {@code snapshot.keep} slots for those that come by count, and one more for
 * those that are asked for. All pieces of a snapshot leave within one record's processing and so within one transaction. Stateless.
 */
final class SnapshotPublisher {
    private final String model;
    private final SortedMap<String, String> learnerSettings;
    private final SnapshotSettings settings;
    private final PublishedHeaders headers;

    SnapshotPublisher(
            String model,
            SortedMap<String, String> learnerSettings,
            SnapshotSettings settings,
            PublishedHeaders headers) {
        this.model = model;
        this.learnerSettings = learnerSettings;
        this.settings = settings;
        this.headers = headers;
    }

    boolean isDue(long labeled) {
        return settings.every() > 0 && labeled % settings.every() == 0;
    }

    int slot(long labeled) {
        return (int) (labeled / settings.every() % settings.keep());
    }

    int requestedSlot() {
        return settings.keep();
    }

    Snapshot take(LearnerState state, int partition) {
        return Snapshot.take(state, model, partition, learnerSettings);
    }

    /** Gives key and bytes of every piece to {@code topic}, and writes the file if there is a directory for it. */
    void publish(Snapshot snapshot, int slot, BiConsumer<byte[], byte[]> topic) {
        List<byte[]> pieces = SnapshotCodec.encode(snapshot, headers);
        for (int piece = 0; piece < pieces.size(); piece++) {
            topic.accept(new SnapshotKey(model, snapshot.head().partition(), slot, piece).bytes(), pieces.get(piece));
        }
        settings.directory().ifPresent(directory -> writeFile(directory, snapshot));
    }

    private void writeFile(Path directory, Snapshot snapshot) {
        try {
            Files.createDirectories(directory);
            SnapshotFiles.write(file(directory, snapshot, snapshot.head().learned()), snapshot);
            if (isDue(snapshot.head().learned())) {
                long oldest = snapshot.head().learned() - settings.every() * settings.keep();
                Files.deleteIfExists(file(directory, snapshot, oldest));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a snapshot to " + directory + ": " + e, e);
        }
    }

    private Path file(Path directory, Snapshot snapshot, long learned) {
        return directory.resolve(model + "-" + snapshot.head().partition() + "-" + learned + ".avro");
    }
}
