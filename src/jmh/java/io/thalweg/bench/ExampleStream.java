package io.thalweg.bench;

import io.thalweg.example.ExampleSink;
import io.thalweg.generator.ClickStream;
import java.util.Random;

/** An endless stream of one shape. The same seed gives the same stream. Labels are as good as none: what is measured with it does not depend on them. */
interface ExampleStream {
    int SPREAD = 0x9e3779b1;

    void next(ExampleSink sink);

    /** The same features in every example, at indices that are spread as those of hashed names are. */
    static ExampleStream dense(int features, int hashBits) {
        Random random = new Random(1);
        return sink -> {
            sink.begin();
            sink.label(random.nextInt(2));
            for (int k = 1; k <= features; k++) {
                sink.indexed(k * SPREAD >>> Integer.SIZE - hashBits, random.nextFloat());
            }
        };
    }

    /** A few features of many, popular by a power law (rank ~ u^4, as words and categories are). */
    static ExampleStream sparse(int features, int vocabulary, int hashBits) {
        Random random = new Random(1);
        return sink -> {
            sink.begin();
            sink.label(random.nextInt(2));
            for (int k = 0; k < features; k++) {
                double u = random.nextDouble();
                int rank = (int) (vocabulary * u * u * u * u);
                sink.indexed((rank + 1) * SPREAD >>> Integer.SIZE - hashBits, 0.05f + 0.2f * random.nextFloat());
            }
        };
    }

    /** 16 features by name, of about 7,000. */
    static ExampleStream clicks() {
        return new ClickStream(1, Long.MAX_VALUE)::next;
    }
}
