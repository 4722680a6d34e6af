package io.thalweg.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.SchemaRegistry;
import io.thalweg.testing.Golden;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFormatTest {
    private static final Schema WRITER = PublishedSchema.EXAMPLE.schema();
    private static final String EXPECTED_CONFLUENT =
            "; expected Confluent's wire format (00 and the 4 bytes of the schema's id)";

    private final ExampleDecoder confluent = new ExampleDecoder(
            RecordFormat.confluent("examples", Registered.as(0x01020304, WRITER)), RecordReaders.byDefault());
    private final ExampleDecoder raw =
            new ExampleDecoder(RecordFormat.raw("examples", WRITER), RecordReaders.byDefault());

    private final ExampleDecoder json = new ExampleDecoder(RecordFormat.json("examples"), RecordReaders.byDefault());

    private static byte[] confluentRecord() {
        LabeledExampleEncoder encoder =
                new LabeledExampleEncoder(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 0x01020304)));
        encoder.begin();
        encoder.id("ex-1");
        encoder.label(1);
        encoder.numeric("price".getBytes(UTF_8), 0, 5, 2.5f);
        return encoder.encode();
    }

    private static byte[] rawRecord() {
        byte[] value = confluentRecord();
        return Arrays.copyOfRange(value, ConfluentHeader.BYTES, value.length);
    }

    @Test
    void bytesOfAnExampleInConfluentsWireFormat() throws Exception {
        Golden.matches("avro/v1-LabeledExample-confluent.hex", HexFormat.of().formatHex(confluentRecord()) + "\n");
        assertThat(confluentRecord()).startsWith(0, 1, 2, 3, 4);
    }

    @Test
    void readsConfluentsWireFormat() {
        Recording read = new Recording();
        confluent.decode(confluentRecord(), read);
        assertThat(read.calls).containsExactly("id ex-1", "label 1.0", "importance 1.0", "numeric price 2.5");
    }

    @Test
    void readsRecordsWithoutAHeader() {
        Recording read = new Recording();
        raw.decode(rawRecord(), read);
        assertThat(read.calls).containsExactly("id ex-1", "label 1.0", "importance 1.0", "numeric price 2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null                 | UNDECODABLE    | the record has no value",
                "''                   | UNDECODABLE    | the record's value is empty",
                "000000               | UNDECODABLE    | the record ends inside its header, after 3 of 5 bytes",
                "000000002A           | UNKNOWN_SCHEMA | the registry has no Avro schema with id 42",
                "00FFFFFFFF           | UNKNOWN_SCHEMA | the registry has no Avro schema with id -1",
            })
    void namesTheIdThatIsNotKnown(String hex, RejectReason reason, String message) {
        isRejected(confluent, bytes(hex), reason, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C301EFCDAB8967452301 | UNKNOWN_SCHEMA | the record looks like Avro single-object encoding with schema 0123456789abcdef | single-object",
                "7B7D                 | UNDECODABLE    | the record looks like JSON text | json",
                "FF                   | UNDECODABLE    | the record begins with byte FF |",
                "C301                 | UNDECODABLE    | the record begins with byte C3 |",
            })
    void namesTheFormatFoundAndTheSettingThatReadsIt(String hex, RejectReason reason, String found, String format) {
        String advice = format == null ? "" : "; examples.format=" + format + " reads such records";
        isRejected(confluent, bytes(hex), reason, found + EXPECTED_CONFLUENT + advice);
    }

    @Test
    void bytesInMessagesAreCountedFromTheHeaderOn() {
        isRejected(
                confluent,
                bytes("000102030401"),
                RejectReason.UNDECODABLE,
                "a length is -1; 0 bytes are left, at byte 5");
        isRejected(raw, bytes("01"), RejectReason.UNDECODABLE, "a length is -1; 0 bytes are left, at byte 0");
    }

    @ParameterizedTest
    @CsvSource({
        "000000002A00, the record looks like Confluent's wire format with schema id 42, confluent",
        "C301EFCDAB89674523010000, the record looks like Avro single-object encoding with schema 0123456789abcdef, single-object",
        "7B7D, the record looks like JSON text, json",
    })
    void aHeaderWhereNoneShouldBeIsNamedWhenReadingFails(String hex, String found, String format) {
        assertThatThrownBy(() -> raw.decode(bytes(hex), new Recording()))
                .hasMessageMatching(".* at byte \\d+; .*")
                .hasMessageEndingWith(
                        "; " + found + "; expected Avro's binary encoding without a header; examples.format=" + format
                                + " reads such records");
    }

    @Test
    void aSchemaThatIsNoExampleIsNamedByItsId() {
        Schema writer = Schema.create(Schema.Type.INT);
        String reason = " (int) is not that of an example: its type is int; it must be a record";
        isRejected(
                new ExampleDecoder(
                        RecordFormat.confluent("examples", Registered.as(7, writer)), RecordReaders.byDefault()),
                bytes("0000000007"),
                RejectReason.UNKNOWN_SCHEMA,
                "the writer's schema with id 7" + reason);
        isRejected(
                new ExampleDecoder(RecordFormat.raw("labels", writer), RecordReaders.byDefault()),
                bytes("00"),
                RejectReason.UNKNOWN_SCHEMA,
                "the schema of labels.schema" + reason);
    }

    @Test
    void aRegistryThatCannotBeAskedIsNoReject() {
        SchemaRegistry down = new SchemaRegistry() {
            @Override
            public Schema schema(int id) {
                throw new RegistryUnavailableException("nobody answers", null);
            }

            @Override
            public int register(String subject, Schema schema) {
                throw new RegistryUnavailableException("nobody answers", null);
            }
        };
        ExampleDecoder decoder =
                new ExampleDecoder(RecordFormat.confluent("examples", down), RecordReaders.byDefault());
        assertThatThrownBy(() -> decoder.decode(confluentRecord(), new Recording()))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void readsJsonByTheMapping() {
        Recording read = new Recording();
        json.decode(" {\"id\":\"ex-1\",\"label\":1,\"price\":2.5}".getBytes(UTF_8), read);
        assertThat(read.calls).contains("id ex-1", "label 1.0", "numeric price 2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null                 | UNDECODABLE    | the record has no value",
                "000000002A00         | UNKNOWN_SCHEMA | the record looks like Confluent's wire format with schema id 42; expected a JSON object; examples.format=confluent reads such records",
                "FF                   | UNDECODABLE    | the record begins with byte FF; expected a JSON object",
                "5B5D                 | UNDECODABLE    | the value is an array; it must be an object, at byte 0",
            })
    void saysWhatIsNotAJsonObject(String hex, RejectReason reason, String message) {
        isRejected(json, bytes(hex), reason, message);
    }

    @Test
    void asksForASchemaOnce() {
        int[] asked = new int[1];
        Registered registered = Registered.as(0x01020304, WRITER);
        SchemaRegistry counting = new SchemaRegistry() {
            @Override
            public Schema schema(int id) {
                asked[0]++;
                return registered.schema(id);
            }

            @Override
            public int register(String subject, Schema schema) {
                return registered.register(subject, schema);
            }
        };
        ExampleDecoder decoder =
                new ExampleDecoder(RecordFormat.confluent("examples", counting), RecordReaders.byDefault());
        for (int i = 0; i < 10; i++) {
            decoder.decode(confluentRecord(), new Recording());
        }
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void allocatesNoMoreThanTheExample() {
        LabeledExampleEncoder encoder =
                new LabeledExampleEncoder(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 0x01020304)));
        encoder.begin();
        encoder.indexed(7, 1);
        byte[] value = encoder.encode();
        ExampleBuilder sink = new ExampleBuilder(18, 10);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List.of(1, 2).forEach(round -> decode(value, sink));
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(value, sink);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("an empty id takes 24 bytes at most")
                .isLessThan(100_000 * 30L);
    }

    private void decode(byte[] value, ExampleBuilder sink) {
        for (int i = 0; i < 100_000; i++) {
            confluent.decode(value, sink);
        }
    }

    private static byte[] bytes(String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    private static void isRejected(ExampleDecoder decoder, byte[] value, RejectReason reason, String message) {
        RejectedExampleException e =
                catchThrowableOfType(RejectedExampleException.class, () -> decoder.decode(value, new Recording()));
        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e).hasMessage(message);
    }
}
