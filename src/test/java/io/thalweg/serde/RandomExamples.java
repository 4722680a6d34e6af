package io.thalweg.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.example.ExampleSink;
import java.util.Random;

/** Makes examples of every shape that the schema allows, from a seed. */
final class RandomExamples {
    private static final String[] NAMES = {"", "a", "price", "länge", "名前", "with space", "x".repeat(300)};

    private final Random random;

    RandomExamples(long seed) {
        random = new Random(seed);
    }

    /** Tells {@code sink} everything of one example, in the order in which the decoder of {@code LabeledExample} does. */
    void next(ExampleSink sink) {
        sink.begin();
        sink.id(name());
        int label = random.nextInt(NAMES.length + 2);
        if (label == NAMES.length) {
            sink.label(random.nextGaussian());
        } else if (label > 0 && label < NAMES.length) {
            sink.label(NAMES[label]);
        }
        sink.importance(random.nextInt(3));
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] name = ("-" + name()).getBytes(UTF_8);
            sink.numeric(name, 1, name.length - 1, (float) random.nextGaussian());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] name = name().getBytes(UTF_8);
            byte[] value = ("--" + name() + "-").getBytes(UTF_8);
            sink.categorical(name, 0, name.length, value, 2, value.length - 3);
        }
        boolean ones = random.nextBoolean();
        for (int i = random.nextInt(200); i > 0; i--) {
            sink.indexed(random.nextInt() >> random.nextInt(32), ones ? 1 : (float) random.nextGaussian());
        }
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }
}
