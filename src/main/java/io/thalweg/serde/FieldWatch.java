package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.FeatureHasher;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.NewCategories;
import java.util.function.IntPredicate;

/** What is counted of the fields of a topic's records while they are read. One thread. */
public final class FieldWatch {
    private final FieldCounts counts = new FieldCounts();
    private final FeatureHasher hasher;
    private final IntPredicate known;
    private ExampleSink watched;
    private ExampleSink watching;

    /** @param known whether a model knows anything of the feature with this index */
    public FieldWatch(int hashBits, IntPredicate known) {
        hasher = new FeatureHasher(hashBits);
        this.known = known;
    }

    /** For fields that nobody asks about. */
    public static FieldWatch none() {
        return new FieldWatch(1, null);
    }

    public FieldCounts counts() {
        return counts;
    }

    /** The sink that counts what goes to this one. */
    ExampleSink before(ExampleSink sink) {
        if (known == null) {
            return sink;
        }
        if (watched != sink) {
            watched = sink;
            watching = new NewCategories(sink, counts, hasher, known);
        }
        return watching;
    }
}
