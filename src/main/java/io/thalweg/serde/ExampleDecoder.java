package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Reads the records of a topic of examples straight into a sink: no record object in between, and per example no allocation but its id. A
 * {@linkplain RecordReader reader} is compiled for each writer's schema when its first record comes. One thread.
 */
public final class ExampleDecoder implements RecordDecoder {
    private final RecordFormat format;
    private final RecordReaders compiler;
    private final int headerBytes;
    private final Map<Long, RecordReader> readers = new HashMap<>();
    private final ExampleParts parts = new ExampleParts();
    private long name;
    private RecordReader reader;

    /** Examples in Avro's single-object encoding. */
    public ExampleDecoder(WriterSchemas schemas) {
        this(RecordFormat.singleObject("examples", schemas), RecordReaders.examples());
    }

    public ExampleDecoder(RecordFormat format, RecordReaders compiler) {
        this.format = format;
        this.compiler = compiler;
        headerBytes = format.headerBytes();
    }

    /**
     * The same.
     *
     * @throws RejectedExampleException {@code UNKNOWN_SCHEMA} if the writer's schema is not known or not that of an example,
     *     {@code UNDECODABLE} if the bytes are not what their schema says, {@code INCOMPATIBLE_FIELD} if a field is not what it must be
     * @throws io.thalweg.registry.RegistryUnavailableException if the schema is at a registry that cannot be asked
     */
    @Override
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
            known = compile(named, format.schema(named));
            readers.put(named, known);
        }
        return known;
    }

    private RecordReader compile(long named, Schema writer) {
        try {
            return compiler.of(writer);
        } catch (UnreadableSchemaException e) {
            throw new RejectedExampleException(
                    RejectReason.UNKNOWN_SCHEMA,
                    format.describe(named) + " (" + writer.getFullName() + ") is not that of an example: "
                            + e.getMessage());
        }
    }
}
