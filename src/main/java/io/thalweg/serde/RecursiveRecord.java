package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.Field;
import io.thalweg.mapping.MappedFeatures;
import org.apache.avro.Schema;

/**
 * A record inside a record of the same schema. Its fields have paths of their own, however deep it is, so it is compiled when data come that deep, and
 * kept as long as there is room; what is read does not depend on that. One thread.
 */
final class RecursiveRecord implements ValueStep {
    /** What one schema may spend on records inside themselves. */
    static final class Budget {
        static final int MOST_READ = 1000;
        private static final int MOST_KEPT = 1000;

        private int read;
        private int kept;

        void nextRecord() {
            read = 0;
        }

        boolean isLeft() {
            return ++read <= MOST_READ;
        }

        boolean keeps() {
            return kept < MOST_KEPT && ++kept <= MOST_KEPT;
        }
    }

    private final RecordCompiler around;
    private final Schema schema;
    private final String prefix;
    private final String kindPrefix;
    private final int depth;
    private final Budget budget;
    private ValueStep compiled;

    /** @param depth how many records, arrays and maps are around it */
    RecursiveRecord(RecordCompiler around, Schema schema, String prefix, String kindPrefix, int depth, Budget budget) {
        this.around = around;
        this.schema = schema;
        this.prefix = prefix;
        this.kindPrefix = kindPrefix;
        this.depth = depth;
        this.budget = budget;
    }

    @Override
    public void read(BinaryCursor in, MappedFeatures to, Field field) {
        if (depth > RecordCompiler.MAX_DEPTH) {
            throw BinaryCursor.undecodable(
                    "a value is nested more than " + RecordCompiler.MAX_DEPTH + " deep", in.position());
        }
        if (!budget.isLeft()) {
            throw new RejectedExampleException(
                    RejectReason.TOO_MANY_FEATURES,
                    "there are more than " + Budget.MOST_READ + " records inside records of their own schema "
                            + schema.getName() + "; leave them out with features.exclude");
        }
        ValueStep step = compiled;
        if (step == null) {
            step = compile();
            compiled = budget.keeps() ? step : null;
        }
        step.read(in, to, field);
    }

    private ValueStep compile() {
        try {
            return around.deeper(depth).record(schema, prefix, kindPrefix);
        } catch (IncompatibleFieldException e) {
            throw new RejectedExampleException(RejectReason.INCOMPATIBLE_FIELD, e.getMessage());
        }
    }
}
