package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.example.Example;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.testing.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** A seeded stream of records of the examples topic, a quarter of them without label, with features of every kind. */
final class ExampleRecords {
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private final Examples examples;
    private final Random random;
    private int made;

    ExampleRecords(long seed, LearnerSettings settings) {
        examples = new Examples(seed, settings.loss(), settings.hashBits());
        random = new Random(seed);
    }

    List<TestRecord<byte[], byte[]>> mixed(int count) {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < count) {
            records.add(record(examples.mixed()));
        }
        return records;
    }

    List<TestRecord<byte[], byte[]>> labeled(int count) {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < count) {
            records.add(record(examples.labeled()));
        }
        return records;
    }

    /** Asks for a snapshot where it stands among the others. */
    static TestRecord<byte[], byte[]> snapshotRequest() {
        return new TestRecord<>(null, null, SnapshotRequest.to("examples", 0).headers(), 1_000_000L);
    }

    private TestRecord<byte[], byte[]> record(Example example) {
        encoder.begin();
        encoder.id("example-" + made);
        if (!example.labelName().isEmpty()) {
            encoder.label(example.labelName());
        } else if (example.hasLabel()) {
            encoder.label(example.label());
        }
        encoder.importance(example.importance());
        byte[] name = {'f', (byte) ('0' + random.nextInt(10))};
        encoder.numeric(name, 0, 2, random.nextInt(5));
        encoder.categorical(name, 0, 1, name, 1, 1);
        for (int at = 0; at < example.features().size(); at++) {
            encoder.indexed(example.features().indices()[at], example.features().values()[at]);
        }
        Headers headers = new RecordHeaders();
        headers.add("trace", ("trace-" + made).getBytes(UTF_8));
        // Event times need not be in order.
        long timestamp = 1_000_000 + made * 10L - random.nextInt(100);
        byte[] key = random.nextInt(10) == 0 ? null : ("key-" + random.nextInt(20)).getBytes(UTF_8);
        made++;
        return new TestRecord<>(key, encoder.encode(), headers, timestamp);
    }
}
