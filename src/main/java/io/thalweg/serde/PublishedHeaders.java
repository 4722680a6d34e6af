package io.thalweg.serde;

import java.util.EnumMap;
import java.util.Map;

/** What goes before each of Thalweg's own records. Immutable; any thread. */
public final class PublishedHeaders {
    private final Map<PublishedSchema, byte[]> headers = new EnumMap<>(PublishedSchema.class);

    private PublishedHeaders() {}

    /** Avro's single-object encoding. */
    public static PublishedHeaders singleObject() {
        PublishedHeaders published = new PublishedHeaders();
        for (PublishedSchema schema : PublishedSchema.values()) {
            published.headers.put(schema, SingleObject.header(schema.schema()));
        }
        return published;
    }

    /**
     * Confluent's wire format, of the schemas that have an id, and single-object encoding of the others.
     *
     * @param ids of the schemas at the registry
     */
    public static PublishedHeaders confluent(Map<PublishedSchema, Integer> ids) {
        PublishedHeaders published = singleObject();
        ids.forEach((schema, id) -> published.headers.put(schema, ConfluentHeader.of(id)));
        return published;
    }

    byte[] of(PublishedSchema schema) {
        return headers.get(schema);
    }
}
