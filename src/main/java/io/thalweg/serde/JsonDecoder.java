package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.format.JsonRecords;
import io.thalweg.mapping.FieldMapping;

/** Reads records of JSON text. One thread. */
public final class JsonDecoder implements RecordDecoder {
    private final JsonRecords records;
    private final FieldWatch watch;

    public JsonDecoder(FieldMapping mapping, FieldWatch watch) {
        records = new JsonRecords(mapping, watch.counts());
        this.watch = watch;
    }

    @Override
    public void decode(byte[] value, ExampleSink sink) {
        RecordFormat.checkPresent(value);
        records.read(value, 0, value.length, watch.before(sink));
    }
}
