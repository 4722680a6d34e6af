package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.avro.ClassQuality;
import io.thalweg.avro.Prediction;
import io.thalweg.avro.Quality;
import io.thalweg.avro.ReliabilityBin;
import io.thalweg.avro.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class PublishedRecordsTest {
    private static final RollingLossRecord ROLLING =
            new RollingLossRecord("examples", 3, 41, 42, 1, List.of("a", "b"), Figures.OF_CLASSES);
    private static final RankedClasses NO_CLASSES = new RankedClasses(0);

    private final PredictionEncoder encoder = new PredictionEncoder("examples", 3);

    @Test
    void avroReadsAPredictionFieldByField() throws Exception {
        TrustedClasses.install();
        BinaryMessageDecoder<Prediction> avro =
                new BinaryMessageDecoder<>(new SpecificData(), Prediction.getClassSchema());
        byte[] value = encoder.encode(example(true), -1.5, 0.25, NO_CLASSES, 1.75, 41, 1L << 40);
        assertThat(avro.decode(value))
                .isEqualTo(Prediction.newBuilder()
                        .setId("ex-1")
                        .setMargin(-1.5)
                        .setPrediction(0.25)
                        .setLabel(-1.0)
                        .setLoss(1.75)
                        .setImportance(2)
                        .setFeatures(2)
                        .setLearned(41)
                        .setTopic("examples")
                        .setPartition(3)
                        .setOffset(1L << 40)
                        .build());
    }

    @Test
    void avroReadsARollingLossFieldByField() throws Exception {
        TrustedClasses.install();
        BinaryMessageDecoder<RollingLoss> avro =
                new BinaryMessageDecoder<>(new SpecificData(), RollingLoss.getClassSchema());
        assertThat(avro.decode(new RollingLossEncoder().encode(ROLLING)))
                .isEqualTo(RollingLoss.newBuilder()
                        .setTopic("examples")
                        .setPartition(3)
                        .setOffset(41)
                        .setExamples(42)
                        .setLabeled(40)
                        .setRejected(1)
                        .setWindow(1000)
                        .setRollingLoss(0.5)
                        .setMeanLoss(0.25)
                        .setRollingBaselineLoss(0.625)
                        .setBaselineLoss(0.75)
                        .setRollingPreviousLabelLoss(0.875)
                        .setPreviousLabelLoss(1)
                        .setRollingGradientNorm(0.125)
                        .setConverged(true)
                        .setRollingQuality(quality(0.9, 0.95, 1.25, 0.8))
                        .setQuality(quality(0.85, null, 1.125, 0.7))
                        .setRollingBaselineQuality(quality(0.6, null, null, 1.1))
                        .setBaselineQuality(quality(0.55, null, null, 1.0))
                        .setRollingPreviousLabelQuality(quality(0.5, null, null, 1.3))
                        .setPreviousLabelQuality(quality(0.45, null, null, 1.2))
                        .setRollingReliability(List.of(new ReliabilityBin(2.0, 0.25, 0.5)))
                        .setReliability(
                                List.of(new ReliabilityBin(0.0, null, null), new ReliabilityBin(3.5, 0.75, 1.0)))
                        .setRollingClasses(List.of(
                                new ClassQuality("a", 0.75, 0.5, 0.25, 1.5, 0.625),
                                new ClassQuality("b", 0.25, null, 0.0, 1.0, null)))
                        .setClasses(List.of(
                                new ClassQuality("a", 1.0, 0.5, 0.375, 1.5, null),
                                new ClassQuality("b", 0.0, null, null, null, null)))
                        .build());
    }

    private static Quality quality(Double accuracy, Double auc, Double calibration, Double normalizedEntropy) {
        return new Quality(accuracy, auc, calibration, normalizedEntropy, null, null, null);
    }

    @Test
    void readsConfluentsWireFormatWithAnyId() throws Exception {
        PublishedHeaders headers = PublishedHeaders.confluent(
                Map.of(PublishedSchema.PREDICTION, 258, PublishedSchema.ROLLING_LOSS, 1 << 24));
        byte[] prediction = new PredictionEncoder(headers, "examples", 3)
                .encode(example(true), -1.5, 0.25, NO_CLASSES, 1.75, 41, 7);
        byte[] singleObject = encoder.encode(example(true), -1.5, 0.25, NO_CLASSES, 1.75, 41, 7);
        assertThat(prediction).startsWith(0, 0, 0, 1, 2);
        assertThat(Arrays.copyOfRange(prediction, 5, prediction.length))
                .isEqualTo(Arrays.copyOfRange(singleObject, 10, singleObject.length));
        assertThat(PredictionRecord.read(prediction)).isEqualTo(PredictionRecord.read(singleObject));

        byte[] rolling = new RollingLossEncoder(headers).encode(ROLLING);
        assertThat(rolling).startsWith(0, 1, 0, 0, 0);
        assertThat(RollingLossRecord.read(rolling)).isEqualTo(ROLLING);
        assertThatThrownBy(() -> RollingLossRecord.read(prediction))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a RollingLoss: ");
        assertThatThrownBy(() -> PredictionRecord.read(Arrays.copyOf(prediction, 4)))
                .hasMessageStartingWith("not a Prediction: the record begins with byte 00; expected ");
    }

    @Test
    void aPredictionReadsBackAsItWasWritten() throws Exception {
        assertThat(PredictionRecord.read(encoder.encode(example(true), -1.5, 0.25, NO_CLASSES, 1.75, 41, 7)))
                .isEqualTo(new PredictionRecord(
                        "ex-1",
                        -1.5,
                        0.25,
                        List.of(),
                        OptionalDouble.of(-1),
                        "",
                        OptionalDouble.of(1.75),
                        2,
                        2,
                        41,
                        "examples",
                        3,
                        7));
    }

    @Test
    void aPredictionOfManyClassesReadsBackAsItWasWritten() throws Exception {
        ExampleBuilder builder = new ExampleBuilder(18, 10);
        builder.begin();
        builder.label("b");
        RankedClasses classes = RankedClassesTest.ranked(0, List.of("a", "b"), 0.25, 0.5, 0.25);
        assertThat(PredictionRecord.read(encoder.encode(builder.build(), 1, 0.5, classes, 0.75, 41, 7)))
                .isEqualTo(new PredictionRecord(
                        "",
                        1,
                        0.5,
                        List.of(
                                new PredictionRecord.ClassProbability("b", 0.5),
                                new PredictionRecord.ClassProbability("a", 0.25)),
                        OptionalDouble.empty(),
                        "b",
                        OptionalDouble.of(0.75),
                        1,
                        0,
                        41,
                        "examples",
                        3,
                        7));
    }

    @Test
    void withoutLabelThereIsNoLossEither() throws Exception {
        PredictionRecord read =
                PredictionRecord.read(encoder.encode(example(false), 1, 2, NO_CLASSES, Double.NaN, 0, 0));
        assertThat(read.label()).isEmpty();
        assertThat(read.loss()).isEmpty();
    }

    @Test
    void aRollingLossReadsBackAsItWasWritten() throws Exception {
        RollingLossRecord numbers = new RollingLossRecord("examples", 0, 1, 2, 3, List.of(), Figures.OF_NUMBERS);
        for (RollingLossRecord record : List.of(ROLLING, numbers)) {
            assertThat(RollingLossRecord.read(new RollingLossEncoder().encode(record)))
                    .isEqualTo(record);
        }
    }

    @Test
    void otherRecordsAreRefusedByName() {
        assertThatThrownBy(() -> PredictionRecord.read(new RollingLossEncoder().encode(ROLLING)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("the record was written with schema [0-9a-f]{16}, not with that of a Prediction, "
                        + "[0-9a-f]{16}");
        assertThatThrownBy(() -> RollingLossRecord.read(null))
                .isInstanceOf(IOException.class)
                .hasMessage("not a RollingLoss: the record has no value");
        byte[] value = encoder.encode(example(true), 1, 1, NO_CLASSES, 1, 1, 1);
        assertThatThrownBy(() -> PredictionRecord.read(Arrays.copyOf(value, value.length + 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("not a Prediction: bytes follow the end of the record");
    }

    @Test
    void mutatedPredictionsAreReadOrRefusedAndNothingElse() {
        byte[] value = encoder.encode(example(true), -1.5, 0.25, NO_CLASSES, 1.75, 41, 7);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Arrays.copyOf(value, random.nextInt(4) == 0 ? random.nextInt(value.length) : value.length);
            for (int bytes = random.nextInt(6); bytes > 0 && mutated.length > 0; bytes--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(PredictionRecord.read(mutated).topic())
                        .as("mutation %d", i)
                        .isNotNull();
            } catch (IOException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(refused).isPositive();
    }

    private static Example example(boolean labeled) {
        ExampleBuilder builder = new ExampleBuilder(18, 10);
        builder.begin();
        builder.id("ex-1");
        builder.importance(2);
        if (labeled) {
            builder.label(-1);
        }
        builder.indexed(7, 1);
        builder.indexed(9, 0.5f);
        builder.indexed(9, 0.5f);
        return builder.build();
    }
}
