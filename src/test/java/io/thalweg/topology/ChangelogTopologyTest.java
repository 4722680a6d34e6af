package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The changelog after any record holds what the learner is then. */
class ChangelogTopologyTest {
    private static final int EXAMPLES = 60;

    private final ThalwegConfig config = TestStream.config("hash.bits=10", "optimizer=sgd", "rolling.loss.window=20");

    /** A cache without room flushes at every put: the hook then runs when it is armed, not at the commit. */
    @ParameterizedTest
    @ValueSource(strings = {"67108864", "0"})
    void holdsEveryRecordThatWasLearnedOrRefused(String cacheBytes) {
        List<TestRecord<byte[], byte[]>> input = new ExampleRecords(71, config.learner()).mixed(EXAMPLES);
        input.set(40, new TestRecord<>(new byte[] {1, 2, 3}));
        input.set(EXAMPLES - 1, new TestRecord<>(new byte[0]));
        LearnerState restored = new LearnerState(new OnlineLearner(config.learner()));
        try (TestStream stream = new TestStream(
                config,
                WarmStartSource.NONE,
                TestStream.NO_GAPS,
                Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes))) {
            for (TestRecord<byte[], byte[]> record : input) {
                stream.pipe(List.of(record));
                for (TestRecord<byte[], byte[]> block : stream.read("thalweg-weights-changelog")) {
                    restored.restore(ByteBuffer.wrap(block.key()).getInt(), block.value());
                }
                assertThat(restored.resume()).isTrue();
                assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(stream.state()));
            }
        }
        assertThat(restored.learner().examples()).isEqualTo(EXAMPLES - 2);
        assertThat(restored.learner().rejected()).isEqualTo(2);
    }
}
