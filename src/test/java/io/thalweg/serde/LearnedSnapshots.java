package io.thalweg.serde;

import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshots of models that have learned a little, and large ones put together by hand. The same arguments give the same snapshot. */
final class LearnedSnapshots {
    private static final SortedMap<String, String> SETTINGS =
            new TreeMap<>(Map.of("loss", "logistic", "optimizer", "sgd"));

    private LearnedSnapshots() {}

    /** A model of a thousand weights that has learned from as many examples as said. */
    static Snapshot small(String model, int learned) {
        return of(Learners.layouts().findFirst().orElseThrow(), model, learned);
    }

    /** The same of a model with other settings. */
    static Snapshot of(LearnerSettings settings, String model, int learned) {
        LearnerState state = Learners.state(settings);
        Examples examples = new Examples(12, settings.loss(), settings.hashBits());
        for (int i = 0; i < learned; i++) {
            state.learner().process(examples.labeled());
        }
        state.learner().positions().advance(new InputPositions.Source("examples", 2), learned);
        return Snapshot.take(state, model, 2, SETTINGS);
    }

    /** As many blocks of 256 weights as said, each of 3 KiB; head and state are those of a small snapshot. */
    static Snapshot ofBlocks(int count) {
        List<Snapshot.Block> blocks = new ArrayList<>();
        for (int key = 0; key < count; key++) {
            float[] weights = new float[256];
            weights[key % 256] = key;
            byte[] state = new byte[2048];
            state[key % 2048] = (byte) key;
            blocks.add(new Snapshot.Block(key, key * 256, new Snapshot.Values(weights), new Snapshot.State(state)));
        }
        return new Snapshot(small("large", 10).head(), blocks);
    }

    /** Everything of a snapshot, to be compared: two are equal if, and only if, these are. */
    static List<ByteBuffer> bytes(Snapshot snapshot) {
        return SnapshotCodec.encode(snapshot).stream().map(ByteBuffer::wrap).toList();
    }
}
