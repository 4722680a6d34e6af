package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the records of a topic of examples straight into a sink: no record object in between, and per example no allocation but its id. A
 * {@linkplain RecordReader reader} is compiled for each writer's schema when its first record comes. One thread.
 */
public final class ExampleDecoder {
    private final RecordFormat format;
    private final RecordReaders compiler;
    private final int headerBytes;
    private final Map<Long, RecordReader> readers = new HashMap<>();
    private final ExampleParts parts = new ExampleParts();
    private long name;
    private RecordReader reader;

    /** Examples in Avro's single-object encoding, by the mapping that is taken for granted. */
    public ExampleDecoder(WriterSchemas schemas) {
        this(RecordFormat.singleObject("examples", schemas), RecordReaders.byDefault());
    }

    public ExampleDecoder(RecordFormat format, RecordReaders compiler) {
        this.format = format;
        this.compiler = compiler;
        headerBytes = format.headerBytes();
    }

    /**
     * Gives the example in {@code value} to {@code sink}. Bytes named in messages are counted from 0 at the record's first byte.
     *
     * @param value a record's value; null for a tombstone, which is rejected
     * @throws RejectedExampleException {@code UNKNOWN_SCHEMA} if the writer's schema is not known or not that of an example,
     *     {@code UNDECODABLE} if the bytes are not what their schema says, or whatever the sink refuses; the sink may have been given a part
     * @throws io.thalweg.registry.RegistryUnavailableException if the schema is at a registry that cannot be asked
     */
    public void decode(byte[] value, ExampleSink sink) {
        long named = format.schemaName(value);
        if (reader == null || named != name) {
            reader = reader(named);
            name = named;
        }
        parts.in.over(value, headerBytes, value.length);
        try {
            reader.read(parts, sink);
            if (parts.in.remaining() > 0) {
                throw BinaryCursor.undecodable(
                        parts.in.remaining() + " bytes follow the end of the record", parts.in.position());
            }
        } catch (RejectedExampleException e) {
            throw format.explained(e, value);
        }
    }

    private RecordReader reader(long named) {
        RecordReader known = readers.get(named);
        if (known == null) {
            known = format.reader(named, compiler);
            readers.put(named, known);
        }
        return known;
    }
}
