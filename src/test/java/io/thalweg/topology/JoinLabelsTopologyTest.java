package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PredictionRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of examples and labels, as timelines. An example waits 100 ms, a label 50, and an id is remembered for 40. */
class JoinLabelsTopologyTest {
    private static final String[] SETTINGS = {
        "hash.bits=8",
        "labels.topic=labels",
        "label.wait.ms=100",
        "label.early.ms=50",
        "label.memory.ms=40",
        "outcomes.topic=outcomes",
        "outcomes.emit=matched,expired,repeated,orphan,duplicate,correction,late"
    };

    private static ThalwegConfig config(String... more) {
        List<String> settings = new ArrayList<>(List.of(SETTINGS));
        settings.addAll(List.of(more));
        return TestStream.config(settings.toArray(String[]::new));
    }

    private static byte[] record(String id, String label, int feature) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.id(id);
        if (label.matches("[a-z]+")) {
            encoder.label(label);
        } else if (!label.isEmpty()) {
            encoder.label(Double.parseDouble(label));
        }
        if (feature >= 0) {
            encoder.indexed(feature, 1);
        }
        return encoder.encode();
    }

    private static TestRecord<byte[], byte[]> at(long time, byte[] value) {
        return new TestRecord<>("key".getBytes(UTF_8), value, new RecordHeaders(), time);
    }

    /** {@code time | example | label | outcomes}: an example is an id, perhaps with {@code =label}; a label is {@code id=label}. */
    private static void follow(String timeline, String... settings) throws IOException {
        List<String[]> rows = timeline.lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> Arrays.stream(cells).map(String::trim).toArray(String[]::new))
                .toList();
        try (TestStream stream = new TestStream(config(settings))) {
            for (String[] row : rows) {
                long time = Long.parseLong(row[0]);
                if (!row[1].isEmpty()) {
                    String[] example = (row[1] + "=").split("=", -1);
                    stream.pipe("examples", at(time, record(example[0], example[1], 3)));
                    assertThat(stream.read("predictions")).as(row[0]).hasSize(1);
                }
                if (!row[2].isEmpty()) {
                    String[] label = row[2].split("=");
                    stream.pipe("labels", at(time, record(label[0], label[1], -1)));
                    assertThat(stream.read("predictions")).as(row[0]).isEmpty();
                }
                assertThat(outcomes(stream)).as("at %s", row[0]).isEqualTo(row[3]);
            }
            assertThat(stream.read("dead-letter")).isEmpty();
            assertThat(sums(stream)).isEmpty();
        }
    }

    private static String outcomes(TestStream stream) throws IOException {
        List<String> outcomes = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : stream.read("outcomes")) {
            Settled settled = LabelOutcomeRecord.read(record.value()).settled();
            outcomes.add(settled.outcome().name().toLowerCase() + " " + settled.id()
                    + (settled.label() == null
                            ? ""
                            : "=" + (int) settled.label().number())
                    + (settled.before() == null
                            ? ""
                            : " after " + (int) settled.before().number()));
        }
        return String.join(", ", outcomes);
    }

    /** Differences in the sums that every example and every label is part of; empty if there are none. */
    private static String sums(TestStream stream) {
        TreeMap<String, Double> totals = new TreeMap<>();
        stream.metrics().forEach((name, metric) -> {
            if (name.group().equals(JoinMetrics.GROUP) || name.group().equals(LearnerMetrics.GROUP)) {
                totals.put(name.name(), (Double) metric.metricValue());
            }
        });
        double examples = totals.get(LearnerMetrics.EXAMPLES);
        double accounted = totals.get(JoinMetrics.PENDING)
                + sum(totals, LabelOutcome.MATCHED, LabelOutcome.EXPIRED, LabelOutcome.REPEATED);
        double own = totals.get(LearnerMetrics.LABELED) - sum(totals, LabelOutcome.MATCHED);
        return examples == accounted || examples == accounted + own ? "" : totals.toString();
    }

    private static double sum(TreeMap<String, Double> totals, LabelOutcome... outcomes) {
        return Arrays.stream(outcomes)
                .collect(Collectors.summingDouble(outcome -> totals.get(JoinMetrics.total(outcome))));
    }

    @Test
    void aLabelInTimeIsMatched() throws IOException {
        follow("""
                1000 | a |     |
                1010 | b |     |
                1020 |   | a=1 | matched a=1
                1098 |   | b=0 | matched b=0
                """);
    }

    @Test
    void aLabelMayComeBeforeItsExample() throws IOException {
        follow("""
                1000 |   | a=1 |
                1040 | a |     | matched a=1
                1041 |   | b=1 |
                1100 | c |     | orphan b=1
                1102 | b |     |
                1104 |   | b=0 | matched b=0
                """);
    }

    @Test
    void anExampleWithoutALabelInTimeExpires() throws IOException {
        follow("""
                1000 | a |     |
                1098 | b |     |
                1100 | c |     | expired a
                1120 |   | a=1 | late a=1
                1142 |   | a=1 |
                1198 |   | d=1 | orphan a=1, expired b
                """);
    }

    @Test
    void anExpiredExampleIsLearnedWithTheDefaultLabel() throws IOException {
        follow("""
                1000 | a |     |
                1010 | b |     |
                1050 |   | b=1 | matched b=1
                1200 | c |     | expired a=0
                1202 |   | a=1 | late a=1
                """, "label.default=0");
    }

    @Test
    void labelsThatComeAgainAreToldApart() throws IOException {
        follow("""
                1000 | a |     |
                1010 |   | a=1 | matched a=1
                1012 |   | a=1 | duplicate a=1 after 1
                1014 |   | a=0 | correction a=0 after 1
                1016 |   | a=1 | duplicate a=1 after 1
                1020 |   | b=1 |
                1022 |   | b=1 | duplicate b=1 after 1
                1024 |   | b=0 | correction b=0 after 1
                1026 | b |     | matched b=1
                """);
    }

    @Test
    void theLastOfSeveralEarlyLabelsCountsIfCorrectionsAreLearned() throws IOException {
        follow("""
                1000 |   | a=1 |
                1002 |   | a=0 | correction a=0 after 1
                1004 | a |     | matched a=0
                1006 |   | a=1 | correction a=1 after 0
                1008 |   | a=0 | correction a=0 after 1
                """, "label.corrections=learn");
    }

    @Test
    void anIdHoldsOneExampleAtATime() throws IOException {
        follow("""
                1000 | a |     |
                1002 | a |     | repeated a
                1004 |   | a=1 | matched a=1
                1006 | a |     | repeated a
                1102 | a |     |
                1104 |   | a=0 | matched a=0
                """);
    }

    @Test
    void anExampleThatHasItsLabelWithItIsLearnedAtOnce() throws IOException {
        follow("""
                1000 | a=1 |     |
                1002 |     | a=1 | duplicate a=1 after 1
                1004 |     | a=0 | correction a=0 after 1
                1006 |     | b=0 |
                1008 | b=1 |     | correction b=0 after 1
                """);
    }

    @Test
    void timeIsStreamTime() throws IOException {
        follow("""
                2000 | a |     |
                1000 | b |     |
                1002 |   | b=1 | matched b=1
                2098 |   | c=1 |
                2100 | d |     | expired a
                1500 |   | a=1 | late a=1
                """);
    }

    @Test
    void aJumpOfStreamTimeIsWorkedOffOverTheNextRecords() throws IOException {
        try (TestStream stream = new TestStream(config("label.default=0"))) {
            for (int k = 0; k < 2500; k++) {
                stream.pipe("examples", at(1000 + k / 100, record("id-" + k, "", k % 7)));
            }
            stream.pipe("examples", at(9000, record("last", "", 1)));
            assertThat(stream.read("outcomes")).hasSize(1000);
            stream.pipe("labels", at(9000, record("id-2400", "1", -1)));
            assertThat(stream.read("outcomes"))
                    .as("the next thousand, and the one that was touched expires, and its label is late")
                    .hasSize(1002);
            stream.pipe("examples", at(9000, record("more", "", 1)));
            assertThat(stream.read("outcomes")).hasSize(499);
            stream.pipe("examples", at(9000, record("end", "", 1)));
            assertThat(stream.read("outcomes")).isEmpty();
            assertThat(stream.state().learner().labeled()).isEqualTo(2500);
        }
    }

    @Test
    void theLossIsThatOfThePredictionThatWasServed() throws IOException {
        try (TestStream stream = new TestStream(config())) {
            stream.pipe("examples", at(1000, record("a", "", 1)));
            for (int k = 0; k < 50; k++) {
                stream.pipe("examples", at(1002, record("b" + k, "", 1)));
                stream.pipe("labels", at(1002, record("b" + k, "1", -1)));
            }
            PredictionRecord served =
                    PredictionRecord.read(stream.read("predictions").get(0).value());
            stream.read("outcomes");
            stream.pipe("labels", at(1004, record("a", "1", -1)));
            Settled settled = LabelOutcomeRecord.read(
                            stream.read("outcomes").get(0).value())
                    .settled();
            assertThat(settled.loss()).isEqualTo(-StrictMath.log(served.prediction()));
            assertThat(settled.example()).isEqualTo(new Settled.Place(0, 1000));
            assertThat(settled.came()).isEqualTo(new Settled.Place(50, 1005));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples", "labels"})
    void whatHasNoIdIsRejected(String topic) {
        try (TestStream stream = new TestStream(config())) {
            stream.pipe(topic, at(1000, record("", "1", 1)));
            assertThat(stream.read("dead-letter"))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.headers()
                                    .lastHeader(RejectHandler.REASON)
                                    .value())
                            .asString(UTF_8)
                            .isEqualTo("NO_ID"));
            assertThat(stream.read("predictions")).isEmpty();
        }
    }

    /** What has expired as a class of its own may leave no room for another. */
    @Test
    void aLabelIsCheckedWhenItsTurnComes() {
        try (TestStream stream = new TestStream(config("loss=softmax", "classes=2", "label.default=none"))) {
            stream.pipe("examples", at(1000, record("a", "", 1)));
            stream.pipe("examples", at(1050, record("b", "", 1)));
            stream.pipe("labels", at(1050, record("b", "x", -1)));
            stream.pipe("examples", at(1060, record("c", "", 1)));
            stream.pipe("labels", at(1120, record("c", "y", -1)));
            assertThat(stream.state().learner().model().labels().classes()).containsExactly("x", "none");
            assertThat(reasons(stream)).containsExactly("LABEL_OUTSIDE_DOMAIN");
            stream.pipe("labels", at(1122, record("c", "x", -1)));
            assertThat(stream.state().learner().labeled()).as("a, b and c").isEqualTo(3);
            assertThat(stream.state().learner().rejected()).isEqualTo(1);
            assertThat(sums(stream)).isEmpty();
        }
    }

    @Test
    void aDefaultClassThatFindsNoRoomIsNotLearned() throws IOException {
        try (TestStream stream = new TestStream(config("loss=softmax", "classes=2", "label.default=none"))) {
            for (String id : List.of("a", "b", "c", "d")) {
                stream.pipe("examples", at(1000, record(id, "", 1)));
            }
            stream.pipe("labels", at(1002, record("a", "x", -1)));
            stream.pipe("labels", at(1002, record("b", "y", -1)));
            stream.read("outcomes");
            stream.read("predictions");
            stream.pipe("examples", at(1200, record("e", "", 1)));
            assertThat(outcomes(stream)).isEqualTo("expired c, expired d");
            assertThat(stream.read("predictions")).hasSize(1);
            assertThat(stream.read("dead-letter")).isEmpty();
            assertThat(sums(stream)).isEmpty();
        }
    }

    @Test
    void theSameLabelWrittenOtherwiseIsADuplicate() throws IOException {
        follow("""
                1000 | a |      |
                1010 |   | a=0  | matched a=0
                1012 |   | a=-1 | duplicate a=-1 after 0
                """);
    }

    @Test
    void aRequestForASnapshotDoesNotMoveTheClock() throws IOException {
        try (TestStream stream = new TestStream(config())) {
            stream.pipe("examples", at(1000, record("a", "", 1)));
            RecordHeaders request = new RecordHeaders();
            request.add(SnapshotRequest.HEADER, new byte[0]);
            stream.pipe("examples", new TestRecord<>(null, null, request, 1_700_000_000_000L));
            assertThat(stream.read("snapshots")).isNotEmpty().allMatch(record -> record.timestamp() == 1000);
            stream.pipe("labels", at(1010, record("a", "1", -1)));
            assertThat(outcomes(stream)).isEqualTo("matched a=1");
        }
    }

    @Test
    void whereEveryRecordIsAClickNoFieldNeedsToSayIt() throws IOException {
        try (TestStream stream = new TestStream(config("labels.format=json", "label.id.field=ad", "label.value=1"))) {
            stream.pipe("examples", at(1000, record("a", "", 1)));
            stream.pipe("labels", at(1010, "{\"ad\":\"a\",\"x\":3}".getBytes(UTF_8)));
            assertThat(outcomes(stream)).isEqualTo("matched a=1");
        }
    }

    @Test
    void idsThatAreNotTextAreRejected() {
        try (TestStream stream = new TestStream(config())) {
            byte[] record = record("idid", "", 1);
            int at = new String(record, ISO_8859_1).indexOf("idid");
            Arrays.fill(record, at, at + 4, (byte) 0xff);
            stream.pipe("examples", at(1000, record));
            assertThat(reasons(stream)).containsExactly("NO_ID");
        }
    }

    private static List<String> reasons(TestStream stream) {
        return stream.read("dead-letter").stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(RejectHandler.REASON).value(), UTF_8))
                .toList();
    }
}
