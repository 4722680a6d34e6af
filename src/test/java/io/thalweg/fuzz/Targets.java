package io.thalweg.fuzz;

import io.thalweg.format.FileFormat;
import java.util.function.Supplier;

/** Every decoder of bytes that anybody may have written. */
enum Targets {
    RECORDS(RecordTarget::new),
    MAPPED_RECORDS(MappedRecordTarget::new),
    AVRO_FILES(AvroFileTarget::new),
    SNAPSHOT_FILES(SnapshotFileTarget::new),
    SNAPSHOT_PIECES(SnapshotPiecesTarget::new),
    STATE(StateTarget::new),
    PENDING(PendingTarget::new),
    VW(() -> new TextTarget(FileFormat.VW)),
    LIBSVM(() -> new TextTarget(FileFormat.LIBSVM)),
    CSV(() -> new TextTarget(FileFormat.CSV)),
    JSON(() -> new TextTarget(FileFormat.JSON)),
    GZIP(GzipTarget::new),
    CONFIGURATION(ConfigurationTarget::new);

    private final Supplier<Target> target;

    Targets(Supplier<Target> target) {
        this.target = target;
    }

    Target open() {
        return target.get();
    }
}
