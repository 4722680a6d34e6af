package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.RejectReason;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** A stream in which nine records of ten are bad: each is one dead letter, and the good ones do not notice. */
class DamagedRecordsTopologyTest {
    /** How many bad records; {@code -Dthalweg.bad.records=N} makes it more. */
    private static final int BAD = Integer.getInteger("thalweg.bad.records", 2_000);

    private static final int AT_ONCE = 500;

    private final ThalwegConfig config = TestStream.config(
            "hash.bits=10", "examples.max.features=" + BadRecords.MAX_FEATURES, "rolling.loss.every=50");
    private final DamagedRecords damaged = new DamagedRecords(9, config.learner());
    private final ExampleRecords examples = new ExampleRecords(10, config.learner());
    private final Random random = new Random(11);
    private final Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    private long offset;
    private int bad;

    @Test
    void everyBadRecordIsOneDeadLetterAndTheGoodOnesDoNotNotice() throws IOException {
        try (TestStream stream = new TestStream(config);
                TestStream undisturbed = new TestStream(config)) {
            while (bad < BAD) {
                pipe(stream, undisturbed);
            }
            OnlineLearner learner = stream.state().learner();
            assertThat(learner.rejected()).isEqualTo(bad);
            assertThat(learner.examples()).isEqualTo(offset - bad);
            assertThat(learner.rollingLoss())
                    .isEqualTo(undisturbed.state().learner().rollingLoss());
            assertThat(weights(stream.state())).isEqualTo(weights(undisturbed.state()));
            assertThat(reasons).containsExactlyInAnyOrderElementsOf(BadRecords.REASONS);
        }
    }

    private void pipe(TestStream stream, TestStream undisturbed) throws IOException {
        List<TestRecord<byte[], byte[]>> input = new ArrayList<>();
        List<TestRecord<byte[], byte[]>> good = new ArrayList<>();
        List<BadRecords.Bad> refused = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        while (input.size() < AT_ONCE) {
            if (random.nextInt(10) == 0) {
                good.add(examples.mixed(1).get(0));
                input.add(good.get(good.size() - 1));
            } else {
                BadRecords.Bad next = damaged.next();
                refused.add(next);
                offsets.add(offset + input.size());
                input.add(new TestRecord<>(null, next.value(), new RecordHeaders(), 5L));
            }
        }
        stream.pipe(input);
        undisturbed.pipe(good);
        areDeadLetters(stream.read("dead-letter"), refused, offsets);
        assertThat(predictions(stream)).hasSameSizeAs(good).isEqualTo(predictions(undisturbed));
        assertThat(rollingLosses(stream)).isEqualTo(rollingLosses(undisturbed));
        offset += input.size();
        bad += refused.size();
    }

    private void areDeadLetters(
            List<TestRecord<byte[], byte[]>> letters, List<BadRecords.Bad> refused, List<Long> offsets) {
        assertThat(letters).hasSameSizeAs(refused);
        for (int at = 0; at < refused.size(); at++) {
            Headers headers = letters.get(at).headers();
            assertThat(letters.get(at).value()).isEqualTo(refused.get(at).value());
            assertThat(text(headers, RejectHandler.REASON))
                    .isEqualTo(refused.get(at).reason().name());
            assertThat(text(headers, RejectHandler.MESSAGE)).isNotBlank().doesNotContain("\n");
            assertThat(text(headers, RejectHandler.TOPIC)).isEqualTo("examples");
            assertThat(text(headers, RejectHandler.PARTITION)).isEqualTo("0");
            assertThat(text(headers, RejectHandler.OFFSET)).isEqualTo(Long.toString(offsets.get(at)));
            reasons.add(refused.get(at).reason());
        }
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static List<PredictionRecord> predictions(TestStream stream) throws IOException {
        List<PredictionRecord> predictions = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : stream.read("predictions")) {
            predictions.add(Predictions.withoutOffset(record.value()));
        }
        return predictions;
    }

    private static List<Object> rollingLosses(TestStream stream) throws IOException {
        List<Object> losses = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : stream.read("rolling-loss")) {
            RollingLossRecord read = RollingLossRecord.read(record.value());
            losses.add(List.of(read.examples(), read.figures()));
        }
        return losses;
    }

    private static Object weights(LearnerState state) {
        var blocks = Learners.blocks(state);
        blocks.remove(LearnerState.META);
        blocks.keySet().removeIf(key -> key <= -(1 << 30)); // rejects count for which names are looked at
        return blocks;
    }
}
