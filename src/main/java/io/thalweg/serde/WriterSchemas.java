package io.thalweg.serde;

import io.thalweg.avro.LabeledExample;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The schemas that records may have been written with, by fingerprint: always {@code LabeledExample}, and whatever the user adds. Schemas that
 * are not examples do no harm; only records that name them are rejected. Immutable; any thread.
 */
public final class WriterSchemas {
    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private WriterSchemas(Collection<Schema> added) {
        add(LabeledExample.getClassSchema());
        added.forEach(this::add);
    }

    private void add(Schema schema) {
        byFingerprint.put(SingleObject.fingerprint(schema), schema);
    }

    public static WriterSchemas builtIn() {
        return new WriterSchemas(List.of());
    }

    public static WriterSchemas of(Collection<Schema> added) {
        return new WriterSchemas(added);
    }

    /** The schema with this fingerprint; null if it is not known. */
    Schema schema(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }
}
