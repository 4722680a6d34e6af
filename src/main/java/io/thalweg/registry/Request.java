package io.thalweg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A question to the REST API, at whatever address.
 *
 * @param path what follows the address of the API, encoded
 * @param body JSON to be posted; without it, a GET
 */
record Request(String path, Optional<JsonNode> body) {
    static Request schema(int id) {
        return new Request("/schemas/ids/" + id, Optional.empty());
    }

    static Request version(SchemaText.Reference reference) {
        return new Request(
                "/subjects/" + segment(reference.subject()) + "/versions/" + reference.version(), Optional.empty());
    }

    /** Registers a schema; once more does nothing. */
    static Request register(String subject, JsonNode schema) {
        return new Request("/subjects/" + segment(subject) + "/versions", Optional.of(schema));
    }

    static Request lookUp(String subject, JsonNode schema) {
        return new Request("/subjects/" + segment(subject), Optional.of(schema));
    }

    /** One subject, where the registry knows of limits. Every registry asks for credentials here if it asks for them anywhere. */
    static Request subjects() {
        return new Request("/subjects?limit=1", Optional.empty());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
