package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.LearnerState;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectTopologyTest {
    private final ThalwegConfig config = config("errors.tolerance=all");
    private final List<TestRecord<byte[], byte[]>> good = new ExampleRecords(51, config.learner()).labeled(100);

    private static ThalwegConfig config(String tolerance) {
        return TestStream.config(
                tolerance,
                "hash.bits=10",
                "examples.max.features=" + BadRecords.MAX_FEATURES,
                "rolling.loss.every=100");
    }

    static Iterable<String> kinds() {
        return BadRecords.all().keySet();
    }

    private static TestRecord<byte[], byte[]> bad(byte[] value) {
        Headers headers = new RecordHeaders();
        headers.add("trace", "mine".getBytes(UTF_8)).add("empty", null);
        return new TestRecord<>("key".getBytes(UTF_8), value, headers, 4_711L);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBadRecordBecomesADeadLetterAndTheOthersDoNotNotice(String kind) throws Exception {
        BadRecords.Bad bad = BadRecords.all().get(kind);
        List<TestRecord<byte[], byte[]>> input = new ArrayList<>(good);
        input.add(50, bad(bad.value()));
        try (TestStream stream = new TestStream(config).pipe(input);
                TestStream undisturbed = new TestStream(config).pipe(good)) {
            List<TestRecord<byte[], byte[]>> letters = stream.read("dead-letter");
            assertThat(letters).hasSize(1);
            isDeadLetter(letters.get(0), bad, 50);
            assertThat(withoutOffsets(stream)).isEqualTo(withoutOffsets(undisturbed));
            assertThat(weights(stream.state())).isEqualTo(weights(undisturbed.state()));
            assertThat(rejected(stream)).isEqualTo(1);
            assertThat(rejected(undisturbed)).isZero();
        }
    }

    private static void isDeadLetter(TestRecord<byte[], byte[]> letter, BadRecords.Bad bad, long offset) {
        assertThat(letter.key()).asString(UTF_8).isEqualTo("key");
        assertThat(letter.value()).isEqualTo(bad.value());
        assertThat(letter.timestamp()).isEqualTo(4_711);
        Headers headers = letter.headers();
        assertThat(headers.toArray())
                .extracting(Header::key)
                .containsExactly(
                        "trace",
                        "empty",
                        "thalweg.reason",
                        "__streams.errors.message",
                        "__streams.errors.topic",
                        "__streams.errors.partition",
                        "__streams.errors.offset");
        assertThat(text(headers, "trace")).isEqualTo("mine");
        assertThat(headers.lastHeader("empty").value()).isNull();
        assertThat(text(headers, "thalweg.reason")).isEqualTo(bad.reason().name());
        assertThat(text(headers, "__streams.errors.message")).isNotBlank().doesNotContain("\n");
        assertThat(text(headers, "__streams.errors.topic")).isEqualTo("examples");
        assertThat(text(headers, "__streams.errors.partition")).isEqualTo("0");
        assertThat(text(headers, "__streams.errors.offset")).isEqualTo(Long.toString(offset));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static List<PredictionRecord> withoutOffsets(TestStream stream) throws Exception {
        List<PredictionRecord> predictions = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : stream.read("predictions")) {
            predictions.add(Predictions.withoutOffset(record.value()));
        }
        assertThat(predictions).hasSize(100);
        return predictions;
    }

    private static SortedMap<Integer, ByteBuffer> weights(LearnerState state) {
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        blocks.remove(LearnerState.META);
        blocks.keySet().removeIf(key -> key <= -(1 << 30)); // rejects count for which names are looked at
        return blocks;
    }

    private static long rejected(TestStream stream) throws Exception {
        List<TestRecord<byte[], byte[]>> records = stream.read("rolling-loss");
        assertThat(records).hasSize(1);
        return RollingLossRecord.read(records.get(0).value()).rejected();
    }

    @Test
    void everyReasonIsTried() {
        assertThat(BadRecords.all().values()).extracting(BadRecords.Bad::reason).containsAll(BadRecords.REASONS);
    }

    @Test
    void badRecordsInARowAreAllDeadLettersInTheirOrder() {
        List<TestRecord<byte[], byte[]>> input = new ArrayList<>(good);
        List<BadRecords.Bad> bad = List.copyOf(BadRecords.all().values());
        for (int at = 0; at < bad.size(); at++) {
            input.add(20 + at, bad(bad.get(at).value()));
        }
        try (TestStream stream = new TestStream(config).pipe(input)) {
            List<TestRecord<byte[], byte[]>> letters = stream.read("dead-letter");
            assertThat(letters).hasSameSizeAs(bad);
            for (int at = 0; at < bad.size(); at++) {
                isDeadLetter(letters.get(at), bad.get(at), 20 + at);
            }
            assertThat(stream.read("predictions")).hasSize(100);
            assertThat(stream.state().learner().rejected()).isEqualTo(bad.size());
        }
    }

    @Test
    void withoutToleranceTheFirstBadRecordStopsTheStream() {
        try (TestStream stream = new TestStream(config("errors.tolerance=none")).pipe(good)) {
            assertThatThrownBy(() -> stream.pipe(List.of(bad(new byte[] {1, 2, 3}))))
                    .isInstanceOf(StreamsException.class)
                    .rootCause()
                    .isInstanceOf(RejectedExampleException.class)
                    .hasMessageContaining("begins with byte 01");
            assertThat(stream.read("dead-letter")).isEmpty();
        }
    }

    @Test
    void aFailureThatIsNoRejectStopsTheStreamInSpiteOfTolerance() {
        InputProbe probe = (input, from, to) -> InputProbe.Gap.EMPTY;
        WarmStartSource broken = new WarmStartSource(
                partition -> {
                    throw new IllegalStateException("the snapshot cannot be fetched");
                },
                Snapshot::resume,
                true);
        assertThatThrownBy(() -> new TestStream(config, broken, probe, Map.of()))
                .hasStackTraceContaining("the snapshot cannot be fetched");
    }
}
