package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.thalweg.avro.LabeledExample;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleDecoderTest {
    private static final Schema OTHER = new Schema.Parser().parse("""
            {"type":"record","name":"Other","fields":[
             {"name":"extra","type":{"type":"array","items":{"type":"map","values":["null","string","bytes","double"]}}},
             {"name":"nulls","type":{"type":"array","items":"null"}},
             {"name":"list","type":{"type":"record","name":"Link","fields":[{"name":"next","type":["null","Link"]}]}},
             {"name":"indices","type":{"type":"array","items":"long"}},
             {"name":"values","type":{"type":"array","items":"double"}}]}""");

    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.of(List.of(OTHER)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null                 | UNDECODABLE    | the record has no value",
                "''                   | UNDECODABLE    | the record's value is empty",
                "C301                 | UNDECODABLE    | the record ends inside its header, after 2 of 10 bytes",
                "C301EFCDAB8967452301 | UNKNOWN_SCHEMA | the writer's schema 0123456789abcdef is not known; name its .avsc in examples.schema",
                "000000002A0101       | UNKNOWN_SCHEMA | the record looks like Confluent's wire format with schema id 42; expected Avro single-object encoding (C3 01 and the fingerprint of the schema); examples.format=confluent reads such records",
                "7B7D                 | UNDECODABLE    | the record looks like JSON text; expected Avro single-object encoding (C3 01 and the fingerprint of the schema); examples.format=json reads such records",
                "FF                   | UNDECODABLE    | the record begins with byte FF; expected Avro single-object encoding (C3 01 and the fingerprint of the schema)",
            })
    void namesTheFormatFound(String hex, RejectReason reason, String message) {
        RejectedExampleException e =
                rejection(hex == null ? null : HexFormat.of().parseHex(hex));
        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                       | a number is cut short, at byte 10",
                "FFFFFFFFFFFFFFFFFFFFFF | a number has more than 10 bytes, at byte 10",
                "FEFFFFFF0F             | a length is 2147483647; 0 bytes are left, at byte 10",
                "01                     | a length is -1; 0 bytes are left, at byte 10",
                "00 06                  | there is no branch 3 in a union of 3, at byte 11",
                "00 02 0000             | 8 bytes should follow; 2 are left, at byte 12",
                "00 00 000000000000F03F FEFFFFFF0F | a block has 2147483647 items; 0 bytes are left, at byte 20",
                "00 00 000000000000F03F FFFFFFFFFFFFFFFFFF01 00 | a block has -9223372036854775808 items; 0 bytes are left, at byte 20",
                "00 00 000000000000F03F 00 00 FEFFFFFF0F 00 | a block has 2147483647 items; 1 bytes are left, at byte 22",
                "00 00 000000000000F03F 00 00 02 FEFFFFFF1F 00 00 | the number 4294967295 is not an int, at byte 23",
                "00 00 000000000000F03F 00 00 00 00 01 | 1 bytes follow the end of the record, at byte 24",
            })
    void saysWhatIsWrongAndWhere(String hex, String message) throws Exception {
        byte[] value = record(LabeledExample.getClassSchema(), hex == null ? "" : hex);
        RejectedExampleException e = rejection(value);
        assertThat(e.reason()).isEqualTo(RejectReason.UNDECODABLE);
        assertThat(e).hasMessage(message);
    }

    @Test
    void refusesAnotherNumberOfValuesThanIndices() throws Exception {
        assertThat(rejection(record(
                        LabeledExample.getClassSchema(), "00 00 000000000000F03F 00 00 04 0204 00 02 00000000 00")))
                .hasMessage("there are 2 indices and 1 values; there must be as many values, or none");
    }

    @Test
    void readsBlocksWithTheirSizes() throws Exception {
        Recording read = new Recording();
        decoder.decode(
                record(
                        LabeledExample.getClassSchema(),
                        "00 00 000000000000F03F 00 00 01 02 04 02 06 00 03 10 0000003F 00000040 00"),
                read);
        assertThat(read.calls).containsExactly("id ", "importance 1.0", "indexed 2 0.5", "indexed 3 2.0");
    }

    @Test
    void whatTheSinkRefusesPassesUnchanged() throws Exception {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.label(Double.NaN);
        assertThatThrownBy(() -> decoder.decode(encoder.encode(), new ExampleBuilder(18, 10)))
                .hasMessage("label is NaN; it must be finite");
    }

    @Test
    void deepNestingInASkippedFieldDoesNotOverflowTheStack() throws Exception {
        assertThat(rejection(record(OTHER, "00 00" + " 02".repeat(1_000_000))))
                .hasMessageStartingWith("a value is nested more than 100 deep, at byte ");
    }

    @Test
    void countsOfItemsWithoutBytesAreNotCountedThrough() throws Exception {
        Recording read = new Recording();
        decoder.decode(record(OTHER, "00 FEFFFFFFFFFFFFFFFF01 00 00 02 0A 00 00"), read);
        assertThat(read.calls).containsExactly("indexed 5 1.0");
    }

    @Test
    void allocatesNothingForLengthsThatTheBytesDoNotBack() throws Exception {
        byte[][] values = {
            record(LabeledExample.getClassSchema(), "FEFFFFFF0F" + " 00".repeat(40)),
            record(LabeledExample.getClassSchema(), "00 00 000000000000F03F 00 00 FEFFFFFF0F" + " 00".repeat(40)),
            record(OTHER, "00 00 00 00 FEFFFFFF0F" + " 00".repeat(40)),
            record(OTHER, "02 02 FEFFFFFF0F" + " 00".repeat(40)),
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Arrays.stream(values).forEach(this::rejection);
        long before = threads.getCurrentThreadAllocatedBytes();
        Arrays.stream(values).forEach(this::rejection);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    @Test
    void mutatedRecordsAreReadOrRejectedAndNothingElse() throws Exception {
        Random random = new Random(42);
        ExampleBuilder builder = new ExampleBuilder(18, 1_000);
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        byte[] other = record(
                OTHER,
                "02 02 02 61 02 02 62 00 00 04 00 02 02 02 00 04 0204 00 04 000000000000F03F 000000000000F03F 00");
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            new RandomExamples(i).next(encoder);
            byte[] value = mutate(i % 4 == 0 ? other : encoder.encode(), random);
            try {
                decoder.decode(value, builder);
                builder.build();
            } catch (RejectedExampleException e) {
                rejected++;
                assertThat(e.getMessage()).as("mutation %d", i).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(rejected).isBetween(10_000, 19_999);
    }

    private static byte[] mutate(byte[] value, Random random) {
        byte[] mutated = value.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(10) == 0
                    ? random.nextInt(10)
                    : Math.min(10, mutated.length) + random.nextInt(Math.max(1, Math.min(mutated.length - 10, 60)));
            at = Math.min(at, mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
                case 1 -> {
                    if (at < mutated.length) {
                        mutated[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                case 2 -> {
                    byte[] inserted = new byte[1 + random.nextInt(8)];
                    random.nextBytes(inserted);
                    mutated = insert(mutated, at, inserted);
                }
                default -> {
                    byte[] huge = new byte[4 + random.nextInt(7)];
                    Arrays.fill(huge, (byte) 0xff);
                    huge[huge.length - 1] = (byte) random.nextInt(128);
                    mutated = insert(mutated, at, huge);
                }
            }
        }
        return mutated;
    }

    private static byte[] insert(byte[] value, int at, byte[] inserted) {
        byte[] longer = Arrays.copyOf(value, value.length + inserted.length);
        System.arraycopy(value, at, longer, at + inserted.length, value.length - at);
        System.arraycopy(inserted, 0, longer, at, inserted.length);
        return longer;
    }

    private RejectedExampleException rejection(byte[] value) {
        return catchThrowableOfType(RejectedExampleException.class, () -> decoder.decode(value, new Recording()));
    }

    private static byte[] record(Schema writer, String hex) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeFixed(SingleObject.header(writer));
        out.writeFixed(HexFormat.of().parseHex(hex.replace(" ", "")));
        return bytes.toByteArray();
    }
}
