package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.registry.SchemaRegistry;
import org.apache.avro.Schema;

/**
 * How the records of a topic say what schema they were written with. Each has errors of its own: what a record looks like, what it should begin
 * with, and the setting that would read it. Immutable; any thread.
 */
public abstract class RecordFormat {
    private final String settings;
    private final String expected;

    /** @param settings what the settings of the topic begin with: {@code settings.format} */
    RecordFormat(String settings, String expected) {
        this.settings = settings;
        this.expected = expected;
    }

    /** Avro's single-object encoding: the fingerprint of one of these schemas goes before each record. */
    public static RecordFormat singleObject(String settings, WriterSchemas schemas) {
        return new SingleObjectFormat(settings, schemas);
    }

    /** Confluent's wire format: the schema's id at the registry goes before each record. */
    public static RecordFormat confluent(String settings, SchemaRegistry registry) {
        return new ConfluentFormat(settings, registry);
    }

    /** Nothing goes before a record; all were written with the same schema. */
    public static RecordFormat raw(String settings, Schema writer) {
        return new RawFormat(settings, writer);
    }

    /** JSON text; each record says itself what its fields are called. */
    public static RecordFormat json(String settings) {
        return new JsonFormat(settings);
    }

    /**
     * The number by which a record's header names the schema.
     *
     * @throws RejectedExampleException if there is no value, or no such header
     */
    abstract long schemaName(byte[] value);

    abstract int headerBytes();

    /** @throws RejectedExampleException {@code UNKNOWN_SCHEMA} if there is none of this name */
    abstract Schema schema(long name);

    /** @throws RejectedExampleException {@code UNKNOWN_SCHEMA} if there is no schema of this name, or its records are no examples */
    RecordReader reader(long name, RecordReaders compiler) {
        Schema writer = schema(name);
        try {
            return compiler.of(writer);
        } catch (UnreadableSchemaException e) {
            throw unknown(
                    describe(name) + " (" + writer.getFullName() + ") is not that of an example: " + e.getMessage());
        }
    }

    /** The schema of this name, in a sentence. */
    abstract String describe(long name);

    /** What to say of a record that has a header, but not what it promises. */
    RejectedExampleException explained(RejectedExampleException e, byte[] value) {
        return e;
    }

    final String setting(String name) {
        return settings + "." + name;
    }

    static void checkPresent(byte[] value) {
        if (value == null || value.length == 0) {
            throw undecodable(value == null ? "the record has no value" : "the record's value is empty");
        }
    }

    /** For a record that does not begin as it should. */
    final RejectedExampleException unlike(byte[] value) {
        FirstBytes found = FirstBytes.of(value);
        String advice =
                found.format().isEmpty() ? "" : "; " + setting("format") + "=" + found.format() + " reads such records";
        return new RejectedExampleException(found.reason(), found.text() + "; expected " + expected + advice);
    }

    static RejectedExampleException cutShort(byte[] value, int headerBytes) {
        return undecodable(
                "the record ends inside its header, after " + value.length + " of " + headerBytes + " bytes");
    }

    static RejectedExampleException undecodable(String detail) {
        return new RejectedExampleException(RejectReason.UNDECODABLE, detail);
    }

    static RejectedExampleException unknown(String detail) {
        return new RejectedExampleException(RejectReason.UNKNOWN_SCHEMA, detail);
    }
}
