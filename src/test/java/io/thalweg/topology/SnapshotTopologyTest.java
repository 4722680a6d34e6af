package io.thalweg.topology;

import static io.thalweg.topology.ExampleRecords.snapshotRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Learners;
import io.thalweg.testing.Logged;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTopologyTest {
    private static final int EVERY = 40;

    private final ThalwegConfig config = config("optimizer=adagrad");
    private final List<TestRecord<byte[], byte[]>> input = new ExampleRecords(31, config.learner()).mixed(300);

    private static ThalwegConfig config(String optimizer) {
        return TestStream.config(optimizer, "hash.bits=10", "snapshot.every=" + EVERY, "snapshot.keep=3");
    }

    private static String key(TestRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Snapshot newest(List<TestRecord<byte[], byte[]>> records) {
        SnapshotCodec.Newest newest = new SnapshotCodec.Newest();
        records.forEach(record -> newest.add(record.value()));
        return newest.snapshot().orElseThrow();
    }

    private static List<ByteBuffer> bytes(Snapshot snapshot) {
        return SnapshotCodec.encode(snapshot).stream().map(ByteBuffer::wrap).toList();
    }

    @Test
    void publishesAtEverySoManyLabelsInARingOfSlots() {
        PlainLearner plain = new PlainLearner(config);
        List<List<ByteBuffer>> expected = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : input) {
            boolean labeled = plain.process(record.value()).label().isPresent();
            if (labeled && plain.state().learner().labeled() % EVERY == 0) {
                expected.add(bytes(Snapshot.take(plain.state(), "thalweg", 0, config.learning())));
                times.add(record.timestamp());
            }
        }
        try (TestStream stream = new TestStream(config).pipe(input)) {
            List<TestRecord<byte[], byte[]>> snapshots = stream.read("snapshots");
            assertThat(snapshots)
                    .extracting(SnapshotTopologyTest::key)
                    .containsExactly(
                            "thalweg/0/1/0", "thalweg/0/2/0", "thalweg/0/0/0", "thalweg/0/1/0", "thalweg/0/2/0");
            assertThat(snapshots).extracting(TestRecord::timestamp).isEqualTo(times);
            assertThat(snapshots)
                    .extracting(record -> List.of(ByteBuffer.wrap(record.value())))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer=adagrad", "optimizer=sgd"})
    void aModelThatStartsFromASnapshotGoesOnAsIfItHadNeverStopped(String optimizer) throws Exception {
        ThalwegConfig config = config(optimizer);
        Snapshot half;
        try (TestStream stream =
                new TestStream(config).pipe(input.subList(0, 150)).pipe(List.of(snapshotRequest()))) {
            half = newest(stream.read("snapshots"));
        }
        assertThat(half.head().examples()).isEqualTo(150);
        WarmStartSource warmStart = new WarmStartSource(partition -> Optional.of(half), Snapshot::resume, true);
        List<TestRecord<byte[], byte[]>> all = new ArrayList<>(input);
        all.add(150, snapshotRequest());
        try (TestStream whole = new TestStream(config).pipe(all);
                TestStream resumed = new TestStream(config, warmStart, TestStream.NO_GAPS, Map.of()).pipe(all)) {
            List<TestRecord<byte[], byte[]>> predictions = whole.read("predictions");
            List<TestRecord<byte[], byte[]>> later = resumed.read("predictions");
            assertThat(later).hasSize(150);
            for (int at = 0; at < 150; at++) {
                assertThat(PredictionRecord.read(later.get(at).value()))
                        .isEqualTo(
                                PredictionRecord.read(predictions.get(150 + at).value()));
            }
            assertThat(Learners.blocks(resumed.state())).isEqualTo(Learners.blocks(whole.state()));
        }
    }

    @Test
    void anotherOptimizerBeginsWithTheWeightsBehindWhatTheyHaveLearnedAndLogsThem() {
        Snapshot half;
        try (TestStream stream = new TestStream(config("optimizer=auto")).pipe(input.subList(0, 150))) {
            half = Snapshot.take(stream.state(), "thalweg", 0, config.learning());
        }
        ThalwegConfig ftrl = TestStream.config("optimizer=ftrl", "l1=0.1", "hash.bits=10");
        PlainLearner plain = new PlainLearner(ftrl);
        LearnerState expected = plain.state();
        half.begin(expected, 2);
        input.subList(0, 150).forEach(record -> plain.skip());
        input.subList(150, 300).forEach(record -> plain.process(record.value()));

        WarmStartSource warmStart = new WarmStartSource(
                partition -> Optional.of(half), (snapshot, state) -> snapshot.begin(state, 2), true);
        LearnerState restored = new LearnerState(new OnlineLearner(ftrl.learner()));
        try (TestStream stream = new TestStream(ftrl, warmStart, TestStream.NO_GAPS, Map.of()).pipe(input)) {
            assertThat(stream.read("predictions")).hasSize(150);
            assertThat(Learners.blocks(stream.state())).isEqualTo(Learners.blocks(expected));
            stream.read("thalweg-weights-changelog")
                    .forEach(block ->
                            restored.restore(ByteBuffer.wrap(block.key()).getInt(), block.value()));
        }
        assertThat(restored.resume()).isTrue();
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(expected));
    }

    @Test
    void aModelThatStartsOnOtherInputLearnsAllOfIt() {
        Snapshot snapshot;
        try (TestStream stream = new TestStream(config).pipe(input)) {
            snapshot = newest(stream.read("snapshots"));
        }
        WarmStartSource warmStart = new WarmStartSource(partition -> Optional.of(snapshot), Snapshot::resume, false);
        try (TestStream stream = new TestStream(config, warmStart, TestStream.NO_GAPS, Map.of()).pipe(input)) {
            assertThat(stream.read("predictions")).hasSameSizeAs(input);
            assertThat(stream.state().learner().examples())
                    .isEqualTo(snapshot.head().examples() + input.size());
        }
    }

    @Test
    void aRequestIsAnsweredAtItsPlaceInASlotOfItsOwn() {
        PlainLearner plain = new PlainLearner(config);
        input.subList(0, 33).forEach(record -> plain.process(record.value()));
        plain.skip();
        List<ByteBuffer> expected = bytes(Snapshot.take(plain.state(), "thalweg", 0, config.learning()));
        try (TestStream stream = new TestStream(config)
                .pipe(input.subList(0, 33))
                .pipe(List.of(snapshotRequest()))
                .pipe(input.subList(33, 36))) {
            List<TestRecord<byte[], byte[]>> snapshots = stream.read("snapshots");
            assertThat(snapshots).extracting(SnapshotTopologyTest::key).containsExactly("thalweg/0/3/0");
            assertThat(ByteBuffer.wrap(snapshots.get(0).value())).isEqualTo(expected.get(0));
            assertThat(stream.read("predictions"))
                    .as("a request is not an example")
                    .hasSize(36);
            assertThat(stream.read("dead-letter")).isEmpty();
            assertThat(stream.state().learner().examples()).isEqualTo(36);
        }
    }

    @Test
    void aModelLargerThanAMessageComesInPieces() {
        ThalwegConfig large = TestStream.config("optimizer=adagrad", "hash.bits=18", "snapshot.every=4");
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        List<TestRecord<byte[], byte[]>> dense = IntStream.range(0, 4)
                .mapToObj(quarter -> {
                    encoder.begin();
                    encoder.label(quarter % 2);
                    for (int index = 0; index < 1 << 16; index++) {
                        encoder.indexed((quarter << 16) + index, 1 + index % 7);
                    }
                    return new TestRecord<byte[], byte[]>(encoder.encode());
                })
                .toList();
        try (TestStream stream = new TestStream(large).pipe(dense)) {
            List<TestRecord<byte[], byte[]>> pieces = stream.read("snapshots");
            assertThat(pieces)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(piece -> assertThat(piece.value().length).isLessThan((1 << 20) - 1024));
            assertThat(pieces)
                    .extracting(SnapshotTopologyTest::key)
                    .isEqualTo(IntStream.range(0, pieces.size())
                            .mapToObj(piece -> "thalweg/0/1/" + piece)
                            .toList());
            LearnerState resumed = new LearnerState(new OnlineLearner(large.learner()));
            newest(pieces).resume(resumed);
            assertThat(Learners.blocks(resumed)).isEqualTo(Learners.blocks(stream.state()));
            assertThat(newest(pieces).nonZeroWeights()).isEqualTo(1 << 18);
        }
    }

    @Test
    void aModelThatFindsNoSnapshotToStartFromSaysSo() {
        WarmStartSource nothing = new WarmStartSource(partition -> Optional.empty(), Snapshot::resume, true);
        for (WarmStartSource warmStart : List.of(nothing, WarmStartSource.NONE)) {
            try (Logged logged = new Logged(TaskLearner.class.getName());
                    TestStream stream = new TestStream(config, warmStart, TestStream.NO_GAPS, Map.of())) {
                assertThat(logged.lines())
                        .containsExactlyElementsOf(
                                warmStart == WarmStartSource.NONE
                                        ? List.of()
                                        : List.of(
                                                "WARN partition 0: there is no snapshot to start from, so the model starts from nothing"));
                assertThat(stream.state().learner().examples()).isZero();
            }
        }
    }
}
