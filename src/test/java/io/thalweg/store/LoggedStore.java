package io.thalweg.store;

import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.testing.Examples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.KeyValue;

/** A store of its own task, whose learner learns from a seeded stream, and whose changelog is what has been put at each commit. */
final class LoggedStore {
    final WeightStore store;
    final RestoringContext context = new RestoringContext();
    final List<KeyValue<byte[], byte[]>> changelog = new ArrayList<>();
    private final Examples examples;

    LoggedStore(LearnerSettings settings) {
        store = new WeightStore("weights", new OnlineLearner(settings));
        examples = new Examples(81, settings.loss(), settings.hashBits());
        store.init(context, store);
    }

    /** One that has learned, with commits at any distance, the last of them now. */
    static LoggedStore learned(LearnerSettings settings, Random random) {
        LoggedStore logged = new LoggedStore(settings).started();
        for (int commit = 0; commit < 20; commit++) {
            logged.learn(random.nextInt(20));
            logged.commit();
        }
        return logged;
    }

    /** One restored from a changelog, in batches of any size, and started. */
    static LoggedStore restored(LearnerSettings settings, Random random, List<KeyValue<byte[], byte[]>> changelog) {
        LoggedStore restored = new LoggedStore(settings);
        for (int from = 0; from < changelog.size(); ) {
            int to = Math.min(from + random.nextInt(40), changelog.size());
            restored.context.restore(changelog.subList(from, to));
            from = to;
        }
        return restored.started();
    }

    /** Only the last version of each key, a tombstone here and there: what compaction may leave of the changelog. */
    List<KeyValue<byte[], byte[]>> compacted(Random random) {
        Map<ByteBuffer, byte[]> last = new LinkedHashMap<>();
        changelog.forEach(block -> {
            last.remove(ByteBuffer.wrap(block.key));
            last.put(ByteBuffer.wrap(block.key), block.value);
        });
        List<KeyValue<byte[], byte[]>> compacted = new ArrayList<>();
        last.forEach((key, block) -> {
            compacted.add(KeyValue.pair(key.array(), block));
            compacted.add(KeyValue.pair(key(random.nextInt()), null));
        });
        return compacted;
    }

    LearnerState state() {
        return store.state();
    }

    /** Starts, as the processors of a task do. */
    LoggedStore started() {
        store.resume(() -> {});
        return this;
    }

    /** Learns from the next examples; their margins, as bits. */
    List<Long> learn(int count) {
        return learn(examples, count);
    }

    List<Long> learn(Examples examples, int count) {
        OnlineLearner learner = state().learner();
        List<Long> margins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            margins.add(
                    Double.doubleToRawLongBits(learner.process(examples.mixed()).margin()));
            learner.positions().advance(new InputPositions.Source("examples", 4), learner.examples());
        }
        return margins;
    }

    void commit() {
        state().drainDirty(key -> changelog.add(KeyValue.pair(key(key), state().block(key))));
    }

    static byte[] key(int key) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(key).array();
    }
}
