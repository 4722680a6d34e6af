package io.thalweg.fuzz;

import io.thalweg.avro.LabeledExample;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.AvroExampleReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Avro object container files of examples. */
final class AvroFileTarget implements Target {
    private static final byte[] SYNC = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 10;

    private final ExampleBuilder builder = new ExampleBuilder(18, 1000);

    @Override
    public List<byte[]> seeds() throws IOException {
        return List.of(file(CodecFactory.nullCodec()), file(CodecFactory.deflateCodec(6)));
    }

    private static byte[] file(CodecFactory codec) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(codec).create(LabeledExample.getClassSchema(), bytes, SYNC);
            for (byte[] record : SeedExamples.records()) {
                writer.appendEncoded(ByteBuffer.wrap(Arrays.copyOfRange(record, HEADER_BYTES, record.length)));
                writer.sync();
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void run(byte[] input) {
        try (AvroExampleReader reader = new AvroExampleReader(new ByteArrayInputStream(input))) {
            while (read(reader)) {
                reader.line();
            }
        } catch (IOException e) {
            Target.isOneLine(e);
        }
    }

    private boolean read(AvroExampleReader reader) throws IOException {
        try {
            if (!reader.read(builder)) {
                return false;
            }
            RecordTarget.isFinite(builder.build());
        } catch (RejectedExampleException e) {
            Target.isOneLine(e);
        }
        return true;
    }
}
