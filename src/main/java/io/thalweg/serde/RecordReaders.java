package io.thalweg.serde;

import io.thalweg.format.JsonRecords;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import org.apache.avro.Schema;

/** What makes examples of the records of a topic, for each schema that they may be written with. One thread. */
public abstract class RecordReaders {
    RecordReaders() {}

    /** @throws UnreadableSchemaException if its records cannot be examples */
    abstract RecordReader of(Schema writer);

    /** For records in JSON. */
    abstract RecordReader json();

    /** Records with the fields of {@code schemas/LabeledExample.avsc} as they are, all others by the mapping that is taken for granted. */
    public static RecordReaders byDefault() {
        return mapped(FieldMapping.byDefault(), new FieldKinds(), FieldWatch.none());
    }

    /**
     * Records with the fields of {@code schemas/LabeledExample.avsc} as they are, all others by a mapping.
     *
     * @param kinds what fields have been so far
     * @param watch is told of each field
     */
    public static RecordReaders mapped(FieldMapping mapping, FieldKinds kinds, FieldWatch watch) {
        return new RecordReaders() {
            @Override
            RecordReader of(Schema writer) {
                RecordPlan plan = RecordPlan.of(writer, mapping, kinds, watch.counts());
                return plan.isMapped() ? (parts, sink) -> plan.read(parts, watch.before(sink)) : plan;
            }

            @Override
            RecordReader json() {
                JsonRecords records = new JsonRecords(mapping, watch.counts());
                return (parts, sink) -> {
                    BinaryCursor in = parts.in;
                    records.read(in.bytes(), in.position(), in.remaining(), watch.before(sink));
                    in.skip(in.remaining());
                };
            }
        };
    }
}
