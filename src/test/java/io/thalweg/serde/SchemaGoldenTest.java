package io.thalweg.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.avro.LabeledExample;
import io.thalweg.avro.ModelSnapshot;
import io.thalweg.avro.Prediction;
import io.thalweg.avro.RollingLoss;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.join.Label;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import io.thalweg.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been published stays as it is: the fingerprints that records on topics carry, and the bytes of a record of each kind. */
class SchemaGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"LabeledExample", "ModelSnapshot", "Prediction", "RollingLoss", "LabelOutcome"})
    void fingerprintsAreThosePublished(String name) throws Exception {
        Golden.matches(
                "avro/v1-" + name + ".fingerprint",
                String.format("%016x\n", SingleObject.fingerprint(published(name))));
    }

    @Test
    void generatedClassesHaveTheFingerprintsOfThePublishedSchemas() throws Exception {
        for (Schema generated : List.of(
                LabeledExample.getClassSchema(),
                ModelSnapshot.getClassSchema(),
                Prediction.getClassSchema(),
                RollingLoss.getClassSchema(),
                io.thalweg.avro.LabelOutcome.getClassSchema())) {
            assertThat(SingleObject.fingerprint(generated))
                    .as(generated.getName())
                    .isEqualTo(SingleObject.fingerprint(published(generated.getName())));
        }
    }

    @Test
    void whatIsRegisteredIsThePublishedSchema() throws Exception {
        for (PublishedSchema registered : PublishedSchema.values()) {
            Schema schema = registered.schema();
            assertThat(schema).isEqualTo(published(schema.getName()));
            assertThat(schema.toString()).doesNotContain("avro.java.string");
        }
    }

    @Test
    void bytesOfALabeledExample() throws Exception {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.id("ex-1");
        encoder.label(1);
        encoder.importance(0.5);
        encoder.numeric("price".getBytes(UTF_8), 0, 5, 2.5f);
        encoder.categorical("site".getBytes(UTF_8), 0, 4, "é".getBytes(UTF_8), 0, 2);
        encoder.indexed(7, -1);
        encoder.indexed(262143, 0.25f);
        Golden.matches("avro/v1-LabeledExample.hex", hex(encoder.encode()));

        Recording read = new Recording();
        new ExampleDecoder(WriterSchemas.builtIn()).decode(recorded("avro/v1-LabeledExample.hex"), read);
        assertThat(read.calls)
                .containsExactly(
                        "id ex-1",
                        "label 1.0",
                        "importance 0.5",
                        "numeric price 2.5",
                        "categorical site é",
                        "indexed 7 -1.0",
                        "indexed 262143 0.25");
    }

    @Test
    void bytesOfAPrediction() throws Exception {
        ExampleBuilder example = new ExampleBuilder(18, 10);
        example.begin();
        example.id("ex-1");
        example.label(1);
        example.indexed(7, 1);
        byte[] value = new PredictionEncoder("examples", 2)
                .encode(example.build(), -1.5, 0.25, new RankedClasses(0), 1.75, 41, 1000);
        Golden.matches("avro/v1-Prediction.hex", hex(value));
        assertThat(PredictionRecord.read(recorded("avro/v1-Prediction.hex")).offset())
                .isEqualTo(1000);
    }

    @Test
    void bytesOfALabelOutcome() throws Exception {
        Settled settled = new Settled(
                LabelOutcome.CORRECTION,
                "é-1",
                2000,
                new Settled.Place(7, 1000),
                new Settled.Place(9, 1999),
                new Label(1, ""),
                new Label(Double.NaN, "no"),
                0.25);
        Golden.matches(
                "avro/v1-LabelOutcome.hex",
                hex(new LabelOutcomeEncoder(PublishedHeaders.singleObject(), "impressions", "clicks", 2)
                        .encode(settled)));
        assertThat(LabelOutcomeRecord.read(recorded("avro/v1-LabelOutcome.hex")))
                .isEqualTo(new LabelOutcomeRecord("impressions", "clicks", 2, settled));
    }

    @Test
    void bytesOfAPredictionOfManyClasses() throws Exception {
        ExampleBuilder examples = new ExampleBuilder(18, 10);
        for (int most : new int[] {0, 2}) {
            RankedClasses classes = RankedClassesTest.ranked(most, List.of("spam", "ham", "1"), 0.125, 0.625, 0.25);
            examples.begin();
            examples.label("é");
            byte[] value = new PredictionEncoder("examples", 2).encode(examples.build(), 0.5, 0.625, classes, 2, 41, 9);
            String name = "avro/v1-Prediction-" + (most == 0 ? "all" : "top" + most) + ".hex";
            Golden.matches(name, hex(value));
            PredictionRecord read = PredictionRecord.read(recorded(name));
            assertThat(read.classes())
                    .extracting(PredictionRecord.ClassProbability::name)
                    .containsExactlyElementsOf(most == 0 ? List.of("ham", "1", "spam") : List.of("ham", "1"));
            assertThat(read.labelName()).isEqualTo("é");
            assertThat(read.label()).isEmpty();
            assertThat(read.loss()).hasValue(2);
        }
    }

    @Test
    void bytesOfALabeledExampleOfANamedClass() throws Exception {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.label("é");
        encoder.indexed(7, 1);
        Golden.matches("avro/v1-LabeledExample-named.hex", hex(encoder.encode()));
        Recording read = new Recording();
        new ExampleDecoder(WriterSchemas.builtIn()).decode(recorded("avro/v1-LabeledExample-named.hex"), read);
        assertThat(read.calls).containsExactly("id ", "label <é>", "importance 1.0", "indexed 7 1.0");
    }

    @Test
    void bytesOfARollingLoss() throws Exception {
        RollingLossRecord rolling =
                new RollingLossRecord("examples", 2, 1000, 900, 1, List.of("spam", "ham"), Figures.OF_CLASSES);
        Golden.matches("avro/v1-RollingLoss.hex", hex(new RollingLossEncoder().encode(rolling)));
        assertThat(RollingLossRecord.read(recorded("avro/v1-RollingLoss.hex"))).isEqualTo(rolling);
    }

    private static Schema published(String name) throws IOException {
        try (InputStream in = SchemaGoldenTest.class.getResourceAsStream("/schemas/" + name + ".avsc")) {
            return new Schema.Parser().parse(in);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes) + "\n";
    }

    private static byte[] recorded(String name) throws IOException {
        return HexFormat.of().parseHex(Golden.recorded(name).strip());
    }
}
