package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.Field;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.MappedFeatures;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * How the records of one writer's schema are read as examples: those that are like {@code LabeledExample} by an {@link ExamplePlan}, all others by a
 * mapping, straight from the bytes. What fields have been before, by {@link FieldKinds}, is looked at when the plan is compiled, and again when they have
 * changed, be it by this very schema: whoever begins anew with the same kinds reads the same. Shares its kinds with the other plans of a stream. One thread.
 */
final class RecordPlan implements RecordReader {
    private final Schema writer;
    private final FieldMapping mapping;
    private final FieldKinds kinds;
    private final MappedFeatures features;
    private final ExamplePlan example;
    private RecursiveRecord.Budget budget;
    private ValueStep record;
    private String refusal;
    private boolean hasFeatures = true;
    private Field[] absent = {};
    private int version;

    private RecordPlan(Schema writer, FieldMapping mapping, FieldKinds kinds, FieldCounts counts, ExamplePlan example) {
        this.writer = writer;
        this.mapping = mapping;
        this.kinds = kinds;
        features = new MappedFeatures(mapping, counts);
        this.example = example;
    }

    /** One whose counts nobody reads. */
    static RecordPlan of(Schema writer, FieldMapping mapping, FieldKinds kinds) {
        return of(writer, mapping, kinds, new FieldCounts());
    }

    /**
     * @param kinds what fields have been so far; this schema's are added
     * @throws UnreadableSchemaException if it is like {@code LabeledExample}, but a field is not, or not a record
     */
    static RecordPlan of(Schema writer, FieldMapping mapping, FieldKinds kinds, FieldCounts counts) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new UnreadableSchemaException(
                    "its type is " + writer.getType().getName() + "; it must be a record");
        }
        if (mapping.hasFeatures() && ExamplePlan.isFor(writer)) {
            return new RecordPlan(writer, mapping, kinds, counts, ExamplePlan.of(writer));
        }
        RecordPlan plan = new RecordPlan(writer, mapping, kinds, counts, null);
        plan.compile();
        return plan;
    }

    /** Ends: kinds are only ever added, and there are finitely many. */
    private void compile() {
        do {
            version = kinds.version();
            compileOnce();
        } while (version != kinds.version());
    }

    private void compileOnce() {
        FoundKinds found = new FoundKinds();
        budget = new RecursiveRecord.Budget();
        try {
            record = new RecordCompiler(mapping, features, kinds, found, budget, 0).record(writer, "", "");
            refusal = kinds.conflict(found.byPath(), mapping::namesTransform);
        } catch (IncompatibleFieldException e) {
            refusal = e.getMessage();
        }
        if (refusal == null) {
            kinds.remember(found.byPath());
        }
        hasFeatures = !found.byPath().isEmpty();
        absent = kinds.paths().stream()
                .filter(path -> !found.byPath().containsKey(path) && path.indexOf('*') < 0 && !path.endsWith("[]"))
                .map(features::field)
                .toArray(Field[]::new);
    }

    /** Whether records are read by the mapping, and not as {@code LabeledExample}. */
    boolean isMapped() {
        return example == null;
    }

    /** Whether records of the schema can have features. */
    boolean hasFeatures() {
        return hasFeatures;
    }

    /** Why every record of the schema is rejected; empty if none is for that. May change with the kinds. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Reads the example at the cursor of {@code parts}.
     *
     * @throws RejectedExampleException {@code INCOMPATIBLE_FIELD} if the schema's fields are not what they have been, or cannot be what the mapping says; if
     *     the bytes are not such a record; or the sink's
     */
    @Override
    public void read(ExampleParts parts, ExampleSink sink) {
        if (example != null) {
            example.read(parts, sink);
            return;
        }
        if (version != kinds.version()) {
            compile();
        }
        if (refusal != null) {
            throw new RejectedExampleException(RejectReason.INCOMPATIBLE_FIELD, refusal);
        }
        features.begin(sink);
        budget.nextRecord();
        record.read(parts.in, features, null);
        for (Field field : absent) {
            features.missing(field);
        }
        features.end();
    }
}
