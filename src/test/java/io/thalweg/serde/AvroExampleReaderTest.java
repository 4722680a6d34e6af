package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.avro.LabeledExample;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroExampleReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "zstandard", "snappy"})
    void readsWhatWasWritten(String codec) throws Exception {
        byte[] file = file(codec, 50, examples(500));
        try (AvroExampleReader reader = new AvroExampleReader(new ByteArrayInputStream(file))) {
            for (int i = 0; i < 500; i++) {
                Recording told = new Recording();
                Recording read = new Recording();
                new RandomExamples(i).next(told);
                assertThat(reader.read(read)).isTrue();
                assertThat(reader.line()).isEqualTo(i + 1);
                assertThat(read.calls).isEqualTo(told.calls);
            }
            assertThat(reader.read(new Recording())).isFalse();
            assertThat(reader.read(new Recording())).isFalse();
            assertThat(reader.line()).isEqualTo(500);
        }
    }

    @Test
    void anEmptyFileHasNoExamples() throws Exception {
        assertThat(new AvroExampleReader(new ByteArrayInputStream(file("null", 50, List.of()))).read(new Recording()))
                .isFalse();
    }

    @Test
    void goesOnBehindARefusedExample() throws Exception {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            encoder.begin();
            encoder.id("" + i);
            encoder.label(i == 1 ? Double.NaN : i);
            encoder.indexed(i, 2);
            records.add(body(encoder));
        }
        ExampleBuilder builder = new ExampleBuilder(18, 10);
        AvroExampleReader reader = new AvroExampleReader(new ByteArrayInputStream(file("null", 50, records)));
        assertThat(reader.read(builder)).isTrue();
        assertThatThrownBy(() -> reader.read(builder))
                .isInstanceOf(RejectedExampleException.class)
                .hasMessage("label is NaN; it must be finite");
        assertThat(reader.line()).isEqualTo(2);
        assertThat(reader.read(builder)).isTrue();
        assertThat(builder.build().id()).isEqualTo("2");
        assertThat(reader.line()).isEqualTo(3);
        assertThat(reader.read(builder)).isFalse();
    }

    @Test
    void goesOnWithTheNextBlockBehindADamagedRecord() throws Exception {
        List<byte[]> records = examples(30);
        records.set(13, new byte[] {1});
        AvroExampleReader reader = new AvroExampleReader(new ByteArrayInputStream(file("null", 10, records)));
        List<Long> read = new ArrayList<>();
        List<Long> rejected = new ArrayList<>();
        for (boolean more = true; more; ) {
            try {
                more = reader.read(new Recording());
                if (more) {
                    read.add(reader.line());
                }
            } catch (RejectedExampleException e) {
                rejected.add(reader.line());
            }
        }
        assertThat(rejected).containsExactly(14L);
        assertThat(read)
                .hasSize(23)
                .startsWith(1L)
                .contains(13L, 21L)
                .doesNotContain(15L, 20L)
                .endsWith(30L);
    }

    @Test
    void refusesOtherFilesInOneLine() throws Exception {
        assertThatThrownBy(() -> new AvroExampleReader(new ByteArrayInputStream("1 | a b c".getBytes())))
                .isInstanceOf(IOException.class)
                .hasMessage("this is not an Avro object container file: it must begin with the bytes Obj 01");
        Schema other =
                SchemaBuilder.record("Other").fields().requiredString("label").endRecord();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(other, file);
        }
        assertThatThrownBy(() -> new AvroExampleReader(new ByteArrayInputStream(file.toByteArray())))
                .isInstanceOf(IOException.class)
                .hasMessage("the file's schema Other is not that of an example: "
                        + "it has no features; a field of a number, a text or a time must be one, by features.include"
                        + " and features.exclude");
    }

    @Test
    void everyCutInsideABlockIsNoticed() throws Exception {
        byte[] file = file("null", 1, examples(2));
        int ends = 0;
        for (int length = 0; length < file.length; length++) {
            try (AvroExampleReader reader =
                    new AvroExampleReader(new ByteArrayInputStream(Arrays.copyOf(file, length)))) {
                while (reader.read(new Recording())) {}
                ends++;
            } catch (IOException e) {
                assertThat(e.getMessage())
                        .isIn(
                                "the file is cut short",
                                "this is not an Avro object container file: it must begin with the bytes Obj 01");
            }
        }
        assertThat(ends).as("behind the header and behind the first block").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "zstandard"})
    void mutatedFilesAreReadOrRefusedAndNothingElse(String codec) throws Exception {
        byte[] file = file(codec, 5, examples(20));
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] mutated = file.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int from = random.nextBoolean() ? 0 : file.length / 2;
                mutated[from + random.nextInt(file.length - from)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(readsToTheEnd(mutated)).as("mutation %d", i).isIn(true, false);
        }
    }

    private static boolean readsToTheEnd(byte[] file) {
        try (AvroExampleReader reader = new AvroExampleReader(new ByteArrayInputStream(file))) {
            for (boolean more = true; more; ) {
                try {
                    more = reader.read(new Recording());
                } catch (RejectedExampleException e) {
                    assertThat(reader.line()).isPositive();
                }
            }
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return false;
        }
    }

    private static List<byte[]> examples(int count) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            new RandomExamples(i).next(encoder);
            records.add(body(encoder));
        }
        return records;
    }

    private static byte[] body(LabeledExampleEncoder encoder) {
        byte[] value = encoder.encode();
        return Arrays.copyOfRange(value, SingleObject.HEADER_BYTES, value.length);
    }

    private static byte[] file(String codec, int recordsInBlock, List<byte[]> records) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(LabeledExample.getClassSchema(), file, new byte[16]);
            for (int i = 0; i < records.size(); i++) {
                writer.appendEncoded(ByteBuffer.wrap(records.get(i)));
                if ((i + 1) % recordsInBlock == 0) {
                    writer.sync();
                }
            }
        }
        return file.toByteArray();
    }
}
