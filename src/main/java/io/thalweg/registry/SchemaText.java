package io.thalweg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schema as the REST API carries it.
 *
 * @param type AVRO, JSON or PROTOBUF, or another that is not known here
 * @param text the schema itself
 * @param references where the types are that it names and does not define, in order
 */
record SchemaText(String type, String text, List<Reference> references) {
    static final String AVRO = "AVRO";

    /** A version of a subject. */
    record Reference(String subject, int version) {
        @Override
        public String toString() {
            return "version " + version + " of subject " + subject;
        }
    }

    SchemaText {
        references = List.copyOf(references);
    }

    /** Empty if this is not the JSON of a schema. */
    static Optional<SchemaText> read(JsonNode body) {
        JsonNode text = body.path("schema");
        JsonNode listed = body.path("references");
        List<Reference> references = new ArrayList<>();
        for (JsonNode one : listed) {
            if (!one.path("subject").isTextual() || !one.path("version").isInt()) {
                return Optional.empty();
            }
            references.add(new Reference(
                    one.path("subject").textValue(), one.path("version").intValue()));
        }
        boolean wellFormed = text.isTextual() && (listed.isMissingNode() || listed.isNull() || listed.isArray());
        return wellFormed
                ? Optional.of(new SchemaText(body.path("schemaType").asText(AVRO), text.textValue(), references))
                : Optional.empty();
    }

    boolean isAvro() {
        return type.equals(AVRO);
    }
}
