package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.Field;
import io.thalweg.mapping.MappedFeatures;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The records of a map. Their fields have paths with the key in them, so they are compiled for each key when it comes, and kept as long as there is room; what
 * is read does not depend on that. One thread.
 */
final class KeyedRecords implements ValueStep {
    private final RecordCompiler around;
    private final Schema schema;
    private final String kindPrefix;
    private final int positions;
    private final int depth;
    private final RecursiveRecord.Budget budget;
    private final SkipSteps.Skip unwanted;
    private final Map<Field, ValueStep> compiled = new HashMap<>();

    /**
     * @param positions how many of the last names are positions in arrays, which are no part of the records' paths
     * @param depth how many records, arrays and maps are around them
     */
    KeyedRecords(
            RecordCompiler around,
            Schema schema,
            String kindPrefix,
            int positions,
            int depth,
            RecursiveRecord.Budget budget) {
        this.around = around;
        this.schema = schema;
        this.kindPrefix = kindPrefix;
        this.positions = positions;
        this.depth = depth;
        this.budget = budget;
        unwanted = SkipSteps.of(schema);
    }

    @Override
    public void read(BinaryCursor in, MappedFeatures to, Field field) {
        if (field == null) {
            unwanted.skip(in);
            return;
        }
        if (depth > RecordCompiler.MAX_DEPTH) {
            throw BinaryCursor.undecodable(
                    "a value is nested more than " + RecordCompiler.MAX_DEPTH + " deep", in.position());
        }
        if (!budget.isLeft()) {
            throw new RejectedExampleException(
                    RejectReason.TOO_MANY_FEATURES,
                    "there are more than " + RecursiveRecord.Budget.MOST_READ + " records in maps, counted to field "
                            + field.path() + "; leave them out with features.exclude");
        }
        ValueStep step = compiled.get(field);
        if (step == null) {
            step = compile(withoutPositions(field.mapped()));
            if (budget.keeps()) {
                compiled.put(field.another(), step);
            }
        }
        step.read(in, to, field);
    }

    private String withoutPositions(String name) {
        int end = name.length();
        for (int i = 0; i < positions; i++) {
            end = name.lastIndexOf('.', end - 1);
        }
        return name.substring(0, end);
    }

    private ValueStep compile(String path) {
        try {
            return around.deeper(depth).record(schema, path + ".", kindPrefix);
        } catch (IncompatibleFieldException e) {
            throw new RejectedExampleException(
                    RejectReason.INCOMPATIBLE_FIELD, e.getMessage().replaceAll("\\p{C}", "?"));
        }
    }
}
