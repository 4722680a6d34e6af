package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import io.thalweg.learner.LearnerState;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.testing.Learners;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a user's own schemas on their way through the topology. */
class FieldsTopologyTest {
    private static final Schema FIRST = schema("{\"name\":\"price\",\"type\":\"int\"}");
    private static final Schema PROMOTED = schema("{\"name\":\"price\",\"type\":\"double\"},"
            + "{\"name\":\"page\",\"type\":[\"null\",\"string\"],\"default\":null}");
    private static final Schema INCOMPATIBLE = schema("{\"name\":\"price\",\"type\":\"string\"}");

    @TempDir
    private Path folder;

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Impression\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},"
                        + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
                        + "{\"name\":\"clicked\",\"type\":[\"null\",\"boolean\"],\"default\":null},"
                        + "{\"name\":\"user\",\"type\":{\"type\":\"record\",\"name\":\"User\",\"fields\":["
                        + "{\"name\":\"country\",\"type\":[\"null\",\"string\"],\"default\":null}]}}," + fields + "]}");
    }

    @BeforeEach
    void writeSchemas() throws IOException {
        Files.writeString(folder.resolve("1.avsc"), FIRST.toString());
        Files.writeString(folder.resolve("2.avsc"), PROMOTED.toString());
        Files.writeString(folder.resolve("3.avsc"), INCOMPATIBLE.toString());
    }

    private ThalwegConfig config(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "hash.bits=10",
                "examples.schema=" + folder,
                "label.field=clicked",
                "time.field=at",
                "features.exclude=at"));
        settings.addAll(List.of(more));
        return TestStream.config(settings.toArray(String[]::new));
    }

    private static byte[] record(Schema schema, String id, long at, String country, Object price, Boolean clicked)
            throws IOException {
        Schema userSchema = schema.getField("user").schema();
        GenericRecord user =
                new GenericRecordBuilder(userSchema).set("country", country).build();
        GenericRecord record = new GenericRecordBuilder(schema)
                .set("id", id)
                .set("at", at)
                .set("clicked", clicked)
                .set("user", user)
                .set("price", price)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record, bytes);
        return bytes.toByteArray();
    }

    private static TestRecord<byte[], byte[]> at(long timestamp, byte[] value) {
        return new TestRecord<>("key".getBytes(UTF_8), value, new RecordHeaders(), timestamp);
    }

    private static Map<String, Double> metrics(TestStream stream, String field) {
        Map<String, Double> values = new HashMap<>();
        stream.metrics().forEach((name, metric) -> {
            if (name.group().equals(FieldMetrics.GROUP)
                    && field.equals(name.tags().get(FieldMetrics.FIELD))) {
                values.put(name.name(), (Double) metric.metricValue());
            }
        });
        return values;
    }

    @Test
    void aFieldThatIsPromotedOrAppearsGoesOnAndOneThatIsSomethingElseIsRejected() throws IOException {
        try (TestStream stream = new TestStream(config())) {
            stream.pipe("examples", at(1, record(FIRST, "a", 5, "de", 3, true)));
            stream.pipe("examples", at(2, record(PROMOTED, "b", 6, "fr", 2.5, false)));
            stream.pipe("examples", at(3, record(INCOMPATIBLE, "c", 7, "fr", "cheap", false)));
            stream.pipe("examples", at(4, record(FIRST, "d", 8, null, 4, true)));

            assertThat(stream.read("predictions"))
                    .extracting(prediction ->
                            PredictionRecord.read(prediction.value()).id())
                    .containsExactly("a", "b", "d");
            assertThat(stream.read("dead-letter")).singleElement().satisfies(letter -> {
                assertThat(header(letter, RejectHandler.REASON)).isEqualTo("INCOMPATIBLE_FIELD");
                assertThat(header(letter, RejectHandler.MESSAGE)).contains("field price has been a number");
            });
            assertThat(stream.state().learner().labeled()).isEqualTo(3);
        }
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void whatAFieldHasBeenIsPartOfTheState() throws IOException {
        ThalwegConfig config = config();
        try (TestStream stream = new TestStream(config)) {
            stream.pipe("examples", at(1, record(FIRST, "a", 5, "de", 3, true)));
            LearnerState restored = Learners.resumed(config.learner(), Learners.blocks(stream.state()));
            assertThat(restored.learner().fields().paths())
                    .isEqualTo(stream.state().learner().fields().paths())
                    .contains("price", "user.country");
        }
    }

    @Test
    void fieldsAreMetrics() throws IOException {
        try (TestStream stream = new TestStream(config())) {
            stream.pipe("examples", at(1, record(FIRST, "a", 5, "de", 3, true)));
            stream.pipe("examples", at(2, record(FIRST, "b", 6, "de", 3, true)));
            stream.pipe("examples", at(3, record(FIRST, "c", 7, "fr", 3, true)));
            stream.pipe("examples", at(4, record(FIRST, "d", 8, null, 3, true)));
            assertThat(metrics(stream, "user.country"))
                    .containsEntry(FieldMetrics.PRESENT, 3.0)
                    .containsEntry(FieldMetrics.MISSING, 0.25)
                    .containsEntry(FieldMetrics.NEW, 0.5)
                    .containsEntry(FieldMetrics.UNPARSABLE, 0.0);
            assertThat(metrics(stream, "price")).containsEntry(FieldMetrics.PRESENT, 4.0);
        }
    }

    @Test
    void theTimeOfARecordIsThatOfItsFieldButNotAfterItsTimestamp() throws IOException {
        long hour = 3_600_000;
        try (TestStream stream = new TestStream(config())) {
            stream.pipe("examples", at(10 * hour, record(FIRST, "a", 7 * hour, "de", 3, null)));
            stream.pipe("examples", at(10 * hour, record(FIRST, "b", 900 * hour, "de", 3, null)));
            stream.pipe("examples", at(10 * hour, record(FIRST, "c", -5, "de", 3, null)));
            assertThat(stream.read("predictions"))
                    .extracting(TestRecord::timestamp)
                    .containsExactly(7 * hour, 10 * hour, 0L);
        }
    }

    @Test
    void labelsAreOfASchemaAndAFormatOfTheirOwn() throws IOException {
        ThalwegConfig config = config(
                "labels.topic=clicks",
                "labels.format=json",
                "label.id.field=click.impression",
                "label.value.field=click.happened",
                "label.time.field=click.time",
                "outcomes.topic=outcomes",
                "outcomes.emit=matched,late,orphan");
        try (TestStream stream = new TestStream(config)) {
            stream.pipe("examples", at(5_000, record(FIRST, "a", 1_000, "de", 3, null)));
            stream.pipe(
                    "clicks",
                    at(9_000, "{\"click\":{\"impression\":\"a\",\"happened\":true,\"time\":2000}}".getBytes(UTF_8)));
            stream.pipe("clicks", at(9_000, "{\"click\":{\"impression\":\"a\"}}".getBytes(UTF_8)));
            Settled settled = LabelOutcomeRecord.read(
                            stream.read("outcomes").get(0).value())
                    .settled();
            assertThat(settled.outcome()).isEqualTo(LabelOutcome.MATCHED);
            assertThat(settled.example()).isEqualTo(new Settled.Place(0, 1_000));
            assertThat(settled.came()).isEqualTo(new Settled.Place(0, 2_001));
            assertThat(settled.label().number()).isEqualTo(1);
            assertThat(stream.read("dead-letter"))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(header(letter, RejectHandler.REASON)).isEqualTo("LABEL_OUTSIDE_DOMAIN"));
        }
    }
}
