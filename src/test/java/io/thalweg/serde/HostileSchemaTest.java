package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.avro.LabeledExample;
import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers' schemas that name a class of the class path wherever Avro would take one: as the class of strings, keys and elements, and as a record. The
 * data is read as if they did not, and the class is not even loaded.
 */
class HostileSchemaTest {
    private static final String GADGET = "io.thalweg.serde.Gadget";
    private static final String BAIT = "io.thalweg.serde.BaitGadget";

    /** A record of one map of one entry, k to v. */
    private static final byte[] ADDED_FIELD = {2, 2, 'k', 2, 'v', 0};

    @TempDir
    private Path directory;

    private static Schema hostile(Schema schema, String gadget) {
        String classes = "\"java-class\":\"%1$s\",\"java-key-class\":\"%1$s\",\"java-element-class\":\"%1$s\","
                .formatted(gadget);
        String json = schema.toString()
                .replace("\"type\":\"string\"", classes + "\"type\":\"string\"")
                .replace("\"type\":\"array\"", classes + "\"type\":\"array\"")
                .replace("\"type\":\"record\"", classes + "\"type\":\"record\"");
        String field = "{\"name\":\"added\",\"type\":{\"type\":\"record\",\"name\":\"" + gadget
                + "\",\"fields\":[{\"name\":\"m\",\"type\":{\"type\":\"map\"," + classes
                + "\"values\":{\"type\":\"string\"," + classes + "\"logicalType\":\"" + gadget + "\"}}}]}}";
        String fields = json.substring(0, json.lastIndexOf("]")) + "," + field + "]";
        return new Schema.Parser().parse(fields + json.substring(json.lastIndexOf("]") + 1));
    }

    /** A record without its header, and with the field that a hostile schema adds. */
    private static byte[] body(byte[] record) {
        byte[] body = Arrays.copyOfRange(record, SingleObject.HEADER_BYTES, record.length + ADDED_FIELD.length);
        System.arraycopy(ADDED_FIELD, 0, body, body.length - ADDED_FIELD.length, ADDED_FIELD.length);
        return body;
    }

    private static byte[] file(Schema schema, List<byte[]> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(schema, bytes);
            for (byte[] record : records) {
                writer.appendEncoded(ByteBuffer.wrap(body(record)));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] example() {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.id("hostile");
        encoder.label("yes");
        encoder.numeric(new byte[] {'a'}, 0, 1, 2);
        return encoder.encode();
    }

    private static List<String> expected() {
        return List.of("id hostile", "label <yes>");
    }

    @Test
    void avroItselfLoadsTheClassBeforeItRefusesIt() throws IOException {
        TrustedClasses.install();
        Schema schema = hostile(LabeledExample.getClassSchema(), BAIT);
        assertThat(ClassLoads.during(
                        directory,
                        () -> new SpecificDatumReader<>(schema)
                                .read(null, DecoderFactory.get().binaryDecoder(body(example()), null))))
                .contains(BAIT);
    }

    @Test
    void noExampleLoadsOne() throws IOException {
        Schema schema = hostile(LabeledExample.getClassSchema(), GADGET);
        byte[] file = file(schema, List.of(example()));
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(SingleObject.header(schema));
        record.write(body(example()));
        Recording fromFile = new Recording();
        Recording fromTopic = new Recording();

        assertThat(ClassLoads.during(directory, () -> {
                    new LoadedHere();
                    new AvroExampleReader(new ByteArrayInputStream(file)).read(fromFile);
                    new ExampleDecoder(WriterSchemas.of(List.of(schema))).decode(record.toByteArray(), fromTopic);
                }))
                .contains(LoadedHere.class.getName())
                .doesNotContain(GADGET);
        assertThat(fromFile.calls).containsAll(expected());
        assertThat(fromTopic.calls).isEqualTo(fromFile.calls);
    }

    @Test
    void noSnapshotLoadsOne() throws IOException {
        Snapshot snapshot = LearnedSnapshots.small("model", 10);
        Schema schema = hostile(ModelSnapshot.getClassSchema(), GADGET);
        List<byte[]> pieces = SnapshotCodec.encode(snapshot);
        Path file = Files.write(directory.resolve("snapshot.avro"), file(schema, pieces));

        assertThat(ClassLoads.during(
                        directory,
                        () -> assertThatExceptionOfType(UnusableSnapshotException.class)
                                .isThrownBy(() -> SnapshotFiles.read(file))
                                .withMessageContaining("of another schema")))
                .isNotEmpty()
                .doesNotContain(GADGET);
    }
}
