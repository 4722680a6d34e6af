package io.thalweg.fuzz;

import io.thalweg.example.ExampleSink;
import io.thalweg.serde.LabeledExampleEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A few records with something of everything in them. */
final class SeedExamples {
    private SeedExamples() {}

    static List<byte[]> records() {
        return List.of(
                record(sink -> {}),
                record(sink -> {
                    sink.id("named");
                    sink.label("lily");
                    sink.importance(0.5);
                    numeric(sink, "price", 2.5f);
                    numeric(sink, "size", -1e-3f);
                    categorical(sink, "colour", "straße");
                    categorical(sink, "shape", "");
                }),
                record(sink -> {
                    sink.label(1);
                    for (int index = 0; index < 20; index++) {
                        sink.indexed(index * index * 300, index);
                    }
                }),
                record(sink -> {
                    sink.label(-1);
                    sink.indexed(7, 1);
                    sink.indexed(1 << 17, 1);
                }));
    }

    private static byte[] record(Consumer<ExampleSink> parts) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        parts.accept(encoder);
        return encoder.encode();
    }

    private static void numeric(ExampleSink sink, String name, float value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        sink.numeric(bytes, 0, bytes.length, value);
    }

    private static void categorical(ExampleSink sink, String name, String value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] category = value.getBytes(StandardCharsets.UTF_8);
        sink.categorical(bytes, 0, bytes.length, category, 0, category.length);
    }
}
