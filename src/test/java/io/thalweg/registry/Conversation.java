package io.thalweg.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Asks a registry as others do: HTTP and JSON, without our client. */
final class Conversation {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Conversation(String url) {
        this.url = url;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                request.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return Answer.read(response.statusCode(), response.body());
    }

    /**
     * The id of a schema that refers to the first versions of subjects.
     *
     * @param schema with ' for "
     */
    int register(String subject, String schema, String... references) throws IOException, InterruptedException {
        Answer answer = post("/subjects/" + subject + "/versions", json(schema, List.of(references)));
        return answer.body().get("id").intValue();
    }

    static String json(String schema, List<String> references) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("schema", schema.replace('\'', '"'));
        references.forEach(subject -> json.withArray("references")
                .addObject()
                .put("name", subject)
                .put("subject", subject)
                .put("version", 1));
        return json.toString();
    }
}
