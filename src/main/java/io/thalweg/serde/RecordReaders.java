package io.thalweg.serde;

import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import org.apache.avro.Schema;

/** What makes examples of records, for each schema that they may be written with. One thread. */
public abstract class RecordReaders {
    RecordReaders() {}

    /** @throws UnreadableSchemaException if its records cannot be examples */
    abstract RecordReader of(Schema writer);

    /** Records with the fields of {@code schemas/LabeledExample.avsc}, and all others by a mapping of their fields. */
    public static RecordReaders examples() {
        return mapped(FieldMapping.byDefault(), new FieldKinds(), FieldWatch.none());
    }

    /** The same by this mapping. */
    public static RecordReaders mapped(FieldMapping mapping, FieldKinds kinds, FieldWatch watch) {
        return new RecordReaders() {
            @Override
            RecordReader of(Schema writer) {
                RecordPlan plan = RecordPlan.of(writer, mapping, kinds, watch.counts());
                return plan.isMapped() ? (parts, sink) -> plan.read(parts, watch.before(sink)) : plan::read;
            }
        };
    }
}
