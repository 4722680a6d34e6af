package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnTopologyTest {
    private static final int EXAMPLES = 500;
    private static final int ROLLING_LOSS_EVERY = 20;

    private static ThalwegConfig config(String settings) {
        List<String> all = new ArrayList<>(List.of(settings.split(" ")));
        all.addAll(List.of("hash.bits=10", "rolling.loss.window=50", "rolling.loss.every=" + ROLLING_LOSS_EVERY));
        all.addAll(List.of("snapshot.every=0", "convergence.gradient.tolerance=10", "convergence.loss.tolerance=0.1"));
        return TestStream.config(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss=logistic optimizer=adagrad",
                "loss=squared optimizer=adagrad l1=0.001 l2=0.01",
                "loss=logistic optimizer=sgd learning.rate=0.2 learning.rate.schedule=inverse-scaling",
                "loss=squared optimizer=sgd learning.rate=0.05 learning.rate.schedule=constant l1=0.001 l2=1",
                "loss=logistic optimizer=sgd learning.rate.schedule=constant l2=0.5 weights.init.deviation=0.1",
                "loss=softmax classes=7",
                "loss=softmax classes=4,class-1,0,class-5,2,class-3 predictions.top=2 l1=0.001"
            })
    void predictsAndLearnsAsAPlainLoopDoes(String settings) throws IOException {
        ThalwegConfig config = config(settings);
        List<TestRecord<byte[], byte[]>> input = new ExampleRecords(21, config.learner()).mixed(EXAMPLES);
        PlainLearner plain = new PlainLearner(config);
        List<PredictionRecord> predictions = new ArrayList<>();
        List<RollingLossRecord> rollingLosses = new ArrayList<>();
        List<Long> rollingLossTimes = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : input) {
            PredictionRecord prediction = plain.process(record.value());
            predictions.add(prediction);
            if (prediction.hasLabel() && plain.state().learner().labeled() % ROLLING_LOSS_EVERY == 0) {
                rollingLosses.add(rollingLoss(plain, prediction.offset()));
                rollingLossTimes.add(record.timestamp());
            }
        }
        try (TestStream stream = new TestStream(config).pipe(input)) {
            List<TestRecord<byte[], byte[]>> output = stream.read("predictions");
            assertThat(output).hasSize(EXAMPLES);
            for (int at = 0; at < EXAMPLES; at++) {
                TestRecord<byte[], byte[]> record = output.get(at);
                assertThat(PredictionRecord.read(record.value())).isEqualTo(predictions.get(at));
                assertThat(record.key()).isEqualTo(input.get(at).key());
                assertThat(record.timestamp()).isEqualTo(input.get(at).timestamp());
                assertThat(record.headers()).isEqualTo(input.get(at).headers());
            }
            List<TestRecord<byte[], byte[]>> losses = stream.read("rolling-loss");
            assertThat(losses)
                    .hasSameSizeAs(rollingLosses)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(record -> {
                        assertThat(record.key())
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo("examples-0");
                        assertThat(record.headers()).isEqualTo(new RecordHeaders());
                    })
                    .extracting(TestRecord::timestamp)
                    .isEqualTo(rollingLossTimes);
            for (int at = 0; at < losses.size(); at++) {
                assertThat(RollingLossRecord.read(losses.get(at).value())).isEqualTo(rollingLosses.get(at));
            }
            assertThat(Learners.blocks(stream.state())).isEqualTo(Learners.blocks(plain.state()));
            for (String topic : List.of("predictions", "rolling-loss", "snapshots", "dead-letter")) {
                assertThat(stream.read(topic))
                        .as("no more records on %s", topic)
                        .isEmpty();
            }
        }
    }

    private static RollingLossRecord rollingLoss(PlainLearner plain, long offset) {
        OnlineLearner learner = plain.state().learner();
        return new RollingLossRecord(
                "examples",
                0,
                offset,
                learner.examples(),
                0,
                learner.model().labels().classes(),
                learner.rollingLoss());
    }

    @Test
    void withoutLabelsNothingIsLearned() throws IOException {
        ThalwegConfig config = config("optimizer=adagrad names.keep=0");
        List<TestRecord<byte[], byte[]>> unlabeled = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : new ExampleRecords(22, config.learner()).mixed(EXAMPLES)) {
            if (new PlainLearner(config).process(record.value()).label().isEmpty()) {
                unlabeled.add(record);
            }
        }
        try (TestStream stream = new TestStream(config).pipe(unlabeled)) {
            List<TestRecord<byte[], byte[]>> predictions = stream.read("predictions");
            assertThat(predictions).hasSameSizeAs(unlabeled).hasSizeGreaterThan(50);
            for (TestRecord<byte[], byte[]> record : predictions) {
                PredictionRecord prediction = PredictionRecord.read(record.value());
                assertThat(prediction.margin()).isZero();
                assertThat(prediction.prediction()).isEqualTo(0.5);
                assertThat(prediction.learned()).isZero();
                assertThat(prediction.loss()).isEmpty();
            }
            assertThat(Learners.blocks(stream.state()))
                    .as("the meta block only")
                    .hasSize(1);
            assertThat(stream.read("rolling-loss")).isEmpty();
        }
    }

    @Test
    void outputsOfARunRepeatedAreTheSame() {
        ThalwegConfig config = config("optimizer=sgd l2=0.1");
        List<TestRecord<byte[], byte[]>> input = new ExampleRecords(23, config.learner()).mixed(EXAMPLES);
        try (TestStream first = new TestStream(config).pipe(input);
                TestStream second = new TestStream(config).pipe(input)) {
            for (String topic : List.of("predictions", "rolling-loss", "thalweg-weights-changelog")) {
                List<TestRecord<byte[], byte[]>> records = first.read(topic);
                List<TestRecord<byte[], byte[]>> again = second.read(topic);
                assertThat(again).as(topic).hasSameSizeAs(records).isNotEmpty();
                for (int at = 0; at < records.size(); at++) {
                    assertThat(again.get(at).key()).isEqualTo(records.get(at).key());
                    assertThat(again.get(at).value()).isEqualTo(records.get(at).value());
                    assertThat(again.get(at).timestamp())
                            .isEqualTo(records.get(at).timestamp());
                }
            }
        }
    }
}
