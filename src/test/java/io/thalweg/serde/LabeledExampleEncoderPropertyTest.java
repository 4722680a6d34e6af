package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.avro.LabeledExample;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class LabeledExampleEncoderPropertyTest {
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.builtIn());

    @Test
    void decodesToTheVeryCallsThatWereEncoded() {
        for (long seed = 0; seed < 2_000; seed++) {
            Recording told = new Recording();
            Recording read = new Recording();
            new RandomExamples(seed).next(told);
            new RandomExamples(seed).next(encoder);
            decoder.decode(encoder.encode(), read);
            assertThat(read.calls).as("seed %d", seed).isEqualTo(told.calls);
        }
    }

    @Test
    void avroItselfReadsAndWritesTheSameBytes() throws Exception {
        BinaryMessageDecoder<GenericRecord> avroDecoder =
                new BinaryMessageDecoder<>(GenericData.get(), LabeledExample.getClassSchema());
        BinaryMessageEncoder<GenericRecord> avroEncoder =
                new BinaryMessageEncoder<>(GenericData.get(), LabeledExample.getClassSchema());
        for (long seed = 0; seed < 500; seed++) {
            new RandomExamples(seed).next(encoder);
            byte[] bytes = encoder.encode();
            assertThat(avroEncoder.encode(avroDecoder.decode(bytes)).array())
                    .as("seed %d", seed)
                    .startsWith(bytes);
        }
    }

    @Test
    void anExampleWithoutAnythingKeepsItsDefaults() {
        new RandomExamples(7).next(encoder);
        encoder.begin();
        Recording read = new Recording();
        decoder.decode(encoder.encode(), read);
        assertThat(read.calls).containsExactly("id ", "importance 1.0");
        assertThat(encoder.id()).isEmpty();
    }
}
