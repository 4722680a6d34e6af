package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Learners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * A first driver learns ten records; a second one starts from its state. The test driver counts offsets from 0, so what the second must not see
 * first is lost on its way by an extractor that gives it no time.
 */
class OffsetGuardTopologyTest {
    private static final int LEARNED = 10;

    private final ThalwegConfig config = TestStream.config("hash.bits=10", "offset.gap.policy=fail");
    private final ThalwegConfig lenient = TestStream.config("hash.bits=10", "offset.gap.policy=continue");
    private final List<TestRecord<byte[], byte[]>> input = new ExampleRecords(61, config.learner()).labeled(30);
    private final List<String> probed = new ArrayList<>();

    /** Loses every record without headers. */
    public static final class Loss implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return record.headers().toArray().length == 0 ? -1 : record.timestamp();
        }
    }

    private TestStream restarted(ThalwegConfig config, InputProbe.Gap gap) {
        Snapshot state;
        try (TestStream first = new TestStream(config).pipe(input.subList(0, LEARNED))) {
            state = Snapshot.take(first.state(), "thalweg", 0, config.learning());
        }
        InputProbe probe = (source, from, to) -> {
            probed.add(source + " " + from + " " + to);
            return gap;
        };
        return new TestStream(
                config,
                new WarmStartSource(partition -> Optional.of(state), Snapshot::resume, true),
                probe,
                Map.of(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, Loss.class));
    }

    /** The input, the records at these offsets lost. */
    private List<TestRecord<byte[], byte[]>> without(int from, int to) {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>(input);
        for (int at = from; at < to; at++) {
            records.set(at, new TestRecord<>(null, input.get(at).value(), new RecordHeaders(), 1L));
        }
        return records;
    }

    private static List<Long> offsets(TestStream stream) throws Exception {
        List<Long> offsets = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : stream.read("predictions")) {
            offsets.add(PredictionRecord.read(record.value()).offset());
        }
        return offsets;
    }

    @Test
    void whatComesAgainIsNeitherPredictedNorLearned() throws Exception {
        try (TestStream again = restarted(config, InputProbe.Gap.RECORDS).pipe(input);
                TestStream undisturbed = new TestStream(config).pipe(input)) {
            assertThat(offsets(again)).hasSize(20).first().isEqualTo(10L);
            assertThat(Learners.blocks(again.state())).isEqualTo(Learners.blocks(undisturbed.state()));
            assertThat(probed).isEmpty();
        }
    }

    @Test
    void anEmptyGapPasses() throws Exception {
        try (TestStream stream = restarted(config, InputProbe.Gap.EMPTY).pipe(without(0, 13))) {
            assertThat(offsets(stream)).hasSize(17).first().isEqualTo(13L);
            assertThat(probed).containsExactly("examples-0 10 13");
        }
    }

    @Test
    void skippedRecordsStopTheTaskBeforeItLearns() throws Exception {
        try (TestStream stream = restarted(config, InputProbe.Gap.RECORDS)) {
            assertThatThrownBy(() -> stream.pipe(without(0, 13))).rootCause().isInstanceOf(OffsetGapException.class);
            assertThat(offsets(stream)).isEmpty();
            assertThat(stream.read("dead-letter")).isEmpty();
            assertThat(stream.state().learner().examples()).isEqualTo(LEARNED);
        }
    }

    @Test
    void deletedRecordsStopTheTaskUnlessThePolicyAcceptsIt() throws Exception {
        try (TestStream stream = restarted(config, InputProbe.Gap.DELETED)) {
            assertThatThrownBy(() -> stream.pipe(without(0, 13)))
                    .rootCause()
                    .isInstanceOf(OffsetGapException.class)
                    .hasMessageContaining("has been deleted");
        }
        try (TestStream stream = restarted(lenient, InputProbe.Gap.DELETED).pipe(without(0, 13))) {
            assertThat(offsets(stream)).hasSize(17).first().isEqualTo(13L);
        }
    }

    @Test
    void laterGapsPass() throws Exception {
        try (TestStream stream = restarted(config, InputProbe.Gap.RECORDS).pipe(without(12, 20))) {
            assertThat(offsets(stream)).hasSize(12).startsWith(10L, 11L, 20L).endsWith(29L);
            assertThat(probed).isEmpty();
        }
    }
}
