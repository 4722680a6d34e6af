package io.thalweg.serde;

import org.apache.avro.Schema;

/** {@link SingleObject Avro's single-object encoding}, of schemas that are known beforehand. */
final class SingleObjectFormat extends RecordFormat {
    static final String EXPECTED = "Avro single-object encoding (C3 01 and the fingerprint of the schema)";

    private final WriterSchemas schemas;

    SingleObjectFormat(String settings, WriterSchemas schemas) {
        super(settings, EXPECTED);
        this.schemas = schemas;
    }

    @Override
    long schemaName(byte[] value) {
        checkPresent(value);
        if (!SingleObject.begins(value)) {
            throw unlike(value);
        }
        if (value.length < SingleObject.HEADER_BYTES) {
            throw cutShort(value, SingleObject.HEADER_BYTES);
        }
        return SingleObject.fingerprint(value);
    }

    @Override
    int headerBytes() {
        return SingleObject.HEADER_BYTES;
    }

    @Override
    Schema schema(long name) {
        Schema schema = schemas.schema(name);
        if (schema == null) {
            throw unknown(describe(name) + " is not known; name its .avsc in " + setting("schema"));
        }
        return schema;
    }

    @Override
    String describe(long name) {
        return String.format("the writer's schema %016x", name);
    }
}
