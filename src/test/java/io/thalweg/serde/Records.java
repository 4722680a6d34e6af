package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Schemas and records for tests: written short, encoded by Avro itself, read by a plan. */
final class Records {
    private Records() {}

    /** A schema of a record {@code R} with these fields, the insides of its JSON array. */
    static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields.replace('\'', '"') + "]}");
    }

    /** Of one field {@code f}. */
    static Schema schemaOf(String type) {
        return schema("{'name':'f','type':" + type + "}");
    }

    /** A record from Avro's JSON encoding, with single quotes. */
    static byte[] encoded(Schema schema, String json) {
        try {
            Object record = new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json.replace('\'', '"')));
            return encoded(schema, record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(Schema schema, Object record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(record, out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a sink is told of the record. */
    static List<String> read(Schema schema, FieldMapping mapping, byte[] record) {
        Recording told = new Recording();
        read(RecordPlan.of(schema, mapping, new FieldKinds()), record, told);
        return told.calls;
    }

    static void read(RecordPlan plan, byte[] record, ExampleSink sink) {
        ExampleParts parts = new ExampleParts();
        parts.in.over(record, 0, record.length);
        plan.read(parts, sink);
        if (parts.in.remaining() > 0) {
            throw new AssertionError(parts.in.remaining() + " bytes are left");
        }
    }
}
