package io.thalweg.fuzz;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.serde.AvroExampleReader;
import io.thalweg.testing.Mappings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Records of a schema with every type there is, one inside itself among them, read by a mapping that uses everything. */
final class MappedRecordTarget implements Target {
    private static final byte[] SYNC = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"Event","fields":[
              {"name":"id","type":"string"},
              {"name":"label","type":["null","double","string","boolean"]},
              {"name":"when","type":["null","string",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":40,"scale":4}},
              {"name":"age","type":["null","int"]},
              {"name":"title","type":"string"},
              {"name":"color","type":{"type":"enum","name":"Color","symbols":["RED","BLUE"]}},
              {"name":"tags","type":{"type":"map","values":["null","double","string",{"type":"array","items":"long"}]}},
              {"name":"emb","type":{"type":"array","items":["null","float","double"]}},
              {"name":"words","type":{"type":"array","items":"string"}},
              {"name":"nothing","type":{"type":"array","items":{"type":"record","name":"Nothing","fields":[]}}},
              {"name":"skipped","type":{"type":"map","values":{"type":"array","items":["null","bytes"]}}},
              {"name":"tree","type":{"type":"record","name":"Tree","fields":[
                {"name":"weight","type":"double"},{"name":"below","type":{"type":"array","items":"Tree"}},
                {"name":"next","type":["null","Tree"]}]}}]}""");

    private static final List<String> RECORDS = List.of("""
            {"id":"a","label":{"double":1},"when":{"string":"2024-01-31T12:30:00Z"},"day":-1,"price":"\\u0001\\u0000","age":{"int":30},
             "title":"Die Straße 7","color":"BLUE","tags":{"a":{"double":1},"b":{"string":"x"},"c":{"array":[1,2]},"d":null},
             "emb":[{"float":1},null,{"double":2}],"words":["Up","to"],"nothing":[{},{}],"skipped":{"k":[{"bytes":"z"},null]},
             "tree":{"weight":1,"below":[{"weight":2,"below":[],"next":null}],"next":{"Tree":{"weight":3,"below":[],"next":null}}}}""", """
            {"id":"","label":null,"when":{"long":-5},"day":20000,"price":"\\u00ff","age":null,"title":"","color":"RED","tags":{},
             "emb":[],"words":[],"nothing":[],"skipped":{},"tree":{"weight":0,"below":[],"next":null}}""");

    private final ExampleBuilder builder = new ExampleBuilder(18, 1000);
    private final byte[] header = header();

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String json : RECORDS) {
            Object record = new GenericDatumReader<>(SCHEMA)
                    .read(null, DecoderFactory.get().jsonDecoder(SCHEMA, json));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(SCHEMA).write(record, out);
            out.flush();
            seeds.add(bytes.toByteArray());
        }
        return seeds;
    }

    private static byte[] header() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(SCHEMA, file, SYNC);
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail", e);
        }
        return file.toByteArray();
    }

    /** A file with the input as the only record. */
    private byte[] file(byte[] input) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(header);
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(file, null);
        out.writeLong(1);
        out.writeBytes(ByteBuffer.wrap(input));
        out.writeFixed(SYNC);
        return file.toByteArray();
    }

    @Override
    public void run(byte[] input) throws IOException {
        try (AvroExampleReader reader = new AvroExampleReader(
                new ByteArrayInputStream(file(input)),
                Mappings.of(
                        "time.field=when",
                        "features.exclude=skipped,tags.z*",
                        "features.transform=age=buckets(18,30);title=text;emb=log1p;price=category;words=text",
                        "features.interactions=color×words,tags.*:tags.*:age"),
                new FieldKinds())) {
            read(reader);
        } catch (IOException e) {
            Target.isOneLine(e);
        }
    }

    private void read(AvroExampleReader reader) throws IOException {
        try {
            while (reader.read(builder)) {
                RecordTarget.isFinite(builder.build());
            }
        } catch (RejectedExampleException e) {
            Target.isOneLine(e);
        }
    }

    @Override
    public int cost() {
        return 4;
    }
}
