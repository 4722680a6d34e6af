package io.thalweg.serde;

import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.UnknownSchemaIdException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Schemas by the ids that a test gives them. */
final class Registered implements SchemaRegistry {
    private final Map<Integer, Schema> schemas = new HashMap<>();

    static Registered as(int id, Schema schema) {
        Registered registered = new Registered();
        registered.schemas.put(id, schema);
        return registered;
    }

    @Override
    public Schema schema(int id) {
        if (!schemas.containsKey(id)) {
            throw new UnknownSchemaIdException("there is no schema " + id, null);
        }
        return schemas.get(id);
    }

    @Override
    public int register(String subject, Schema schema) {
        throw new AssertionError("nobody should register " + schema.getName());
    }
}
