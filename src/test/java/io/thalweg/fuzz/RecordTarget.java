package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Records of the examples topic, of our own schema and of another's with every type there is. */
final class RecordTarget implements Target {
    static final Schema OTHER = new Schema.Parser().parse("""
            {"type":"record","name":"Other","fields":[
              {"name":"skipped","type":{"type":"array","items":{"type":"map","values":["null","bytes","boolean","double"]}}},
              {"name":"e","type":{"type":"enum","name":"E","symbols":["P","Q"]}},
              {"name":"f","type":{"type":"fixed","name":"F","size":3}},
              {"name":"r","type":{"type":"record","name":"Link","fields":[
                {"name":"n","type":"long"},{"name":"next","type":["null","Link"]}]}},
              {"name":"nothing","type":{"type":"array","items":"null"}},
              {"name":"importance","type":["null","long"]},
              {"name":"label","type":["null","string","int"]},
              {"name":"values","type":["null",{"type":"array","items":"long"}]},
              {"name":"categorical","type":{"type":"array","items":{"type":"record","name":"C","fields":[
                {"name":"value","type":["null","string"]},{"name":"unit","type":"string"},{"name":"name","type":"string"}]}}},
              {"name":"indices","type":{"type":"array","items":"long"}}]}""");

    private static final byte[] OTHER_FIELDS = {
        2, 2, 2, 'k', 2, 4, 'a', 'b', 0, 0, 2, 1, 2, 3, 2, 2, 4, 0, 4, 0, 2, 6, 2, 2, 'x', 2, 4, 8, 10, 0, 2, 2, 2, 'v',
        0, 2, 'n', 0, 4, 6, 8, 0
    };

    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.of(List.of(OTHER)));
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private final LabeledExampleEncoder again = new LabeledExampleEncoder();
    private final ExampleBuilder builder = new ExampleBuilder(18, 1000);

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(SeedExamples.records());
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        other.write(0xc3);
        other.write(1);
        long fingerprint = SchemaNormalization.parsingFingerprint64(OTHER);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            other.write((byte) (fingerprint >>> shift));
        }
        other.writeBytes(OTHER_FIELDS);
        seeds.add(other.toByteArray());
        return seeds;
    }

    @Override
    public void run(byte[] input) throws IOException {
        try {
            decoder.decode(input, encoder);
        } catch (RejectedExampleException e) {
            Target.isOneLine(e);
            return;
        }
        byte[] encoded = encoder.encode();
        decoder.decode(encoded, again);
        assertThat(again.encode()).isEqualTo(encoded);
        build(input);
    }

    private void build(byte[] input) {
        try {
            decoder.decode(input, builder);
            isFinite(builder.build());
        } catch (RejectedExampleException e) {
            Target.isOneLine(e);
        }
    }

    @Override
    public long mostAllocated(int length) {
        return (16 << 10) + 100L * length;
    }

    static void isFinite(Example example) {
        assertThat(example.label()).isNotInfinite();
        assertThat(example.importance()).isFinite().matches(importance -> importance >= 0);
        for (int k = 0; k < example.features().size(); k++) {
            assertThat(Math.abs(example.features().values()[k]))
                    .isLessThanOrEqualTo((float) ExampleBuilder.MAX_MAGNITUDE);
        }
    }
}
