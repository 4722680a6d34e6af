package io.thalweg.topology;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.WriterSchemas;
import io.thalweg.testing.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A seeded stream in which most records are bad: damaged examples, and now and then one of {@link BadRecords}. What of the damaged ones is still an example is
 * left out, for nobody could say which kind it is.
 */
final class DamagedRecords {
    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.builtIn());
    private final OnlineLearner learner;
    private final ExampleBuilder builder;
    private final List<BadRecords.Bad> known = List.copyOf(BadRecords.all().values());
    private final Mutations mutations;
    private final Random random;

    DamagedRecords(long seed, LearnerSettings settings) {
        learner = new OnlineLearner(settings);
        builder = learner.exampleBuilder();
        random = new Random(seed);
        List<byte[]> seeds = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : new ExampleRecords(seed, settings).mixed(200)) {
            seeds.add(record.value());
        }
        mutations = new Mutations(seeds, seed);
    }

    /** The next bad value with the reason that it must be given. */
    BadRecords.Bad next() {
        if (random.nextInt(20) == 0) {
            return known.get(random.nextInt(known.size()));
        }
        while (true) {
            byte[] value = mutations.next();
            RejectReason reason = reason(value);
            if (reason != null) {
                return new BadRecords.Bad(value, reason);
            }
        }
    }

    /** Null if it is an example after all. */
    private RejectReason reason(byte[] value) {
        try {
            decoder.decode(value, builder);
            learner.check(builder.build());
            return null;
        } catch (RejectedExampleException e) {
            return e.reason();
        }
    }
}
