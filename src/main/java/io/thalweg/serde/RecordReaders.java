package io.thalweg.serde;

import org.apache.avro.Schema;

/** What makes examples of records, for each schema that they may be written with. Immutable; any thread. */
public abstract class RecordReaders {
    RecordReaders() {}

    /** @throws UnreadableSchemaException if its records cannot be examples */
    abstract RecordReader of(Schema writer);

    /** Records with the fields of {@code schemas/LabeledExample.avsc}. */
    public static RecordReaders examples() {
        return new RecordReaders() {
            @Override
            RecordReader of(Schema writer) {
                return ExamplePlan.of(writer);
            }
        };
    }
}
