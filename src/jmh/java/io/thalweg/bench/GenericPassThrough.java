package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Nothing, done the usual way: examples are read as {@link GenericRecord}s, with Avro's own decoder of the single-object encoding, and written to
 * the predictions topic, as they came or as records of the size of a prediction. No state.
 */
final class GenericPassThrough {
    private static final Schema EXAMPLE = schema("LabeledExample");
    private static final Schema PREDICTION = schema("Prediction");

    private GenericPassThrough() {}

    static Topology copy(ThalwegConfig config) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(config.topics().examples(), Consumed.with(Serdes.ByteArray(), serde(EXAMPLE)))
                .to(config.topics().predictions(), Produced.with(Serdes.ByteArray(), serde(EXAMPLE)));
        return builder.build();
    }

    static Topology shrink(ThalwegConfig config) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(config.topics().examples(), Consumed.with(Serdes.ByteArray(), serde(EXAMPLE)))
                .mapValues(GenericPassThrough::prediction)
                .to(config.topics().predictions(), Produced.with(Serdes.ByteArray(), serde(PREDICTION)));
        return builder.build();
    }

    private static GenericRecord prediction(GenericRecord example) {
        GenericRecord prediction = new GenericData.Record(PREDICTION);
        prediction.put("id", example.get("id"));
        prediction.put("margin", 0.0);
        prediction.put("prediction", 0.5);
        prediction.put("classes", List.of());
        prediction.put("label", example.get("label"));
        prediction.put("loss", 0.5);
        prediction.put("importance", example.get("importance"));
        prediction.put("features", 0);
        prediction.put("learned", 100_000L);
        prediction.put("topic", "examples");
        prediction.put("partition", 0);
        prediction.put("offset", 100_000L);
        return prediction;
    }

    private static Serde<GenericRecord> serde(Schema schema) {
        BinaryMessageEncoder<GenericRecord> encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
        BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(GenericData.get(), schema);
        return Serdes.serdeFrom(
                (topic, record) -> {
                    try {
                        ByteBuffer bytes = encoder.encode(record);
                        byte[] value = new byte[bytes.remaining()];
                        bytes.get(value);
                        return value;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, value) -> {
                    try {
                        return decoder.decode(value);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Schema schema(String name) {
        try (InputStream in = GenericPassThrough.class.getResourceAsStream("/schemas/" + name + ".avsc")) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
