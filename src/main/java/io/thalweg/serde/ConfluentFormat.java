package io.thalweg.serde;

import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.UnknownSchemaIdException;
import org.apache.avro.Schema;

/** {@link ConfluentHeader Confluent's wire format}, of schemas that a registry knows. */
final class ConfluentFormat extends RecordFormat {
    private static final String EXPECTED = "Confluent's wire format (00 and the 4 bytes of the schema's id)";

    private final SchemaRegistry registry;

    ConfluentFormat(String settings, SchemaRegistry registry) {
        super(settings, EXPECTED);
        this.registry = registry;
    }

    @Override
    long schemaName(byte[] value) {
        checkPresent(value);
        if (!ConfluentHeader.begins(value)) {
            throw unlike(value);
        }
        if (value.length < ConfluentHeader.BYTES) {
            throw cutShort(value, ConfluentHeader.BYTES);
        }
        return ConfluentHeader.id(value);
    }

    @Override
    int headerBytes() {
        return ConfluentHeader.BYTES;
    }

    /** The message is the same whatever the registry says: rejects must be the same when they come again. */
    @Override
    Schema schema(long name) {
        try {
            return registry.schema((int) name);
        } catch (UnknownSchemaIdException e) {
            throw unknown("the registry has no Avro schema with id " + name);
        }
    }

    @Override
    String describe(long name) {
        return "the writer's schema with id " + name;
    }
}
