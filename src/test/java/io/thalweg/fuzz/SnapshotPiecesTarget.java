package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of the snapshots topic, one after the other. */
final class SnapshotPiecesTarget implements Target {
    @Override
    public List<byte[]> seeds() {
        List<byte[]> one = SnapshotCodec.encode(
                SeedSnapshots.snapshot(SeedSnapshots.layouts().get(0)));
        List<byte[]> other = SnapshotCodec.encode(
                SeedSnapshots.snapshot(SeedSnapshots.layouts().get(2)));
        List<byte[]> both = new ArrayList<>(one);
        both.addAll(other);
        return List.of(Chunks.join(one), Chunks.join(other), Chunks.join(both));
    }

    @Override
    public void run(byte[] input) {
        SnapshotCodec.Newest newest = new SnapshotCodec.Newest();
        Optional<Snapshot> snapshot;
        try {
            Chunks.split(input).forEach(newest::add);
            snapshot = newest.snapshot();
        } catch (UnusableSnapshotException e) {
            Target.isOneLine(e);
            return;
        }
        snapshot.ifPresent(read -> {
            List<byte[]> pieces = SnapshotCodec.encode(read);
            SnapshotCodec.Newest again = new SnapshotCodec.Newest();
            pieces.forEach(again::add);
            assertThat(Chunks.join(SnapshotCodec.encode(again.snapshot().orElseThrow())))
                    .isEqualTo(Chunks.join(pieces));
            SnapshotFileTarget.resume(read);
        });
    }

    @Override
    public long mostAllocated(int length) {
        return (8 << 20) + 1000L * length;
    }
}
