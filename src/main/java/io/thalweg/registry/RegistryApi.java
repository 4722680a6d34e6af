package io.thalweg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of Confluent's REST API that producers and consumers use: {@code GET /schemas/ids/{id}}, {@code GET /subjects}, {@code GET
 * /subjects/{s}/versions}, {@code GET /subjects/{s}/versions/{v}} with a number or {@code latest}, {@code POST /subjects/{s}/versions} and {@code POST /subjects/{s}}.
 * Any thread.
 */
final class RegistryApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LATEST = -1;

    private final RegisteredSchemas schemas = new RegisteredSchemas();

    static Answer error(int status, int code, String message) {
        return new Answer(status, JSON.objectNode().put("error_code", code).put("message", message));
    }

    /** @param path encoded, from its first slash */
    synchronized Answer answer(String method, String path, byte[] body) {
        List<String> parts = Stream.of(path.substring(1).split("/", -1))
                .map(RegistryApi::decoded)
                .toList();
        try {
            return route(method, parts, body);
        } catch (UnusableSchemaException e) {
            return error(422, 42201, "Invalid schema: " + e.getMessage());
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Answer route(String method, List<String> parts, byte[] body) {
        String subject = parts.size() > 1 ? parts.get(1) : "";
        return switch (shape(method, parts)) {
            case "GET schemas ids _" -> schema(parts.get(2));
            case "GET subjects" -> ok(texts(schemas.subjects()));
            case "GET subjects _ versions" -> versions(subject);
            case "GET subjects _ versions _" -> version(subject, parts.get(3));
            case "POST subjects _ versions" -> register(subject, text(body));
            case "POST subjects _" -> lookUp(subject, text(body));
            default -> error(404, 404, "HTTP 404 Not Found");
        };
    }

    /** The names of the path with blanks for its values. */
    private static String shape(String method, List<String> parts) {
        StringBuilder shape = new StringBuilder(method);
        for (int i = 0; i < parts.size(); i++) {
            boolean value = i == 3 || i == (parts.get(0).equals("schemas") ? 2 : 1);
            shape.append(' ').append(value ? "_" : parts.get(i));
        }
        return shape.toString();
    }

    private Answer schema(String id) {
        Optional<SchemaText> found = schemas.schema(number(id));
        return found.map(schema -> ok(json(schema))).orElseGet(() -> error(404, 40403, "Schema " + id + " not found"));
    }

    private Answer versions(String subject) {
        ArrayNode versions = JSON.arrayNode();
        schemas.versions(subject).forEach(versions::add);
        return versions.isEmpty() ? noSubject(subject) : ok(versions);
    }

    private Answer version(String subject, String text) {
        int asked = text.equals("latest") ? LATEST : number(text);
        if (asked != LATEST && asked < 1) {
            return error(422, 42202, "The specified version '" + text + "' is not a valid version id");
        }
        if (!schemas.hasSubject(subject)) {
            return noSubject(subject);
        }
        List<Integer> versions = schemas.versions(subject);
        int version = asked == LATEST ? versions.get(versions.size() - 1) : asked;
        return versions.contains(version)
                ? ok(described(subject, version))
                : error(404, 40402, "Version " + version + " not found.");
    }

    private Answer register(String subject, SchemaText schema) {
        return ok(JSON.objectNode().put("id", schemas.register(subject, schema)));
    }

    private Answer lookUp(String subject, SchemaText schema) {
        if (!schemas.hasSubject(subject)) {
            return noSubject(subject);
        }
        return schemas.find(subject, schema)
                .map(version -> ok(described(subject, version)))
                .orElseGet(() -> error(404, 40403, "Schema not found"));
    }

    private ObjectNode described(String subject, int version) {
        int id = schemas.version(subject, version).orElseThrow();
        ObjectNode described =
                JSON.objectNode().put("subject", subject).put("id", id).put("version", version);
        described.setAll(json(schemas.schema(id).orElseThrow()));
        return described;
    }

    private static ObjectNode json(SchemaText schema) {
        ObjectNode json = JSON.objectNode().put("schema", schema.text());
        schema.references()
                .forEach(reference -> json.withArray("references")
                        .addObject()
                        .put("name", reference.subject())
                        .put("subject", reference.subject())
                        .put("version", reference.version()));
        return json;
    }

    private static SchemaText text(byte[] body) {
        try {
            return SchemaText.read(Answer.read(200, body).body())
                    .orElseThrow(() -> new UnusableSchemaException("there is none", null));
        } catch (IOException e) {
            throw new UnusableSchemaException(e.getMessage(), e);
        }
    }

    private static Answer noSubject(String subject) {
        return error(404, 40401, "Subject '" + subject + "' not found.");
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** 0 if it is not a number. */
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
