package io.thalweg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Over HTTP/1.1, with or without TLS. The credentials go to the addresses of the settings and nowhere else: redirects are not followed. The timeout holds for
 * the whole exchange, from connecting to the last byte of the answer. Any thread.
 */
final class HttpExchange implements Exchange {
    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    private final HttpClient client;
    private final Credentials credentials;
    private final Duration timeout;

    /** @throws RegistrySettingsException if a store of keys or certificates cannot be opened */
    HttpExchange(RegistrySettings settings) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .sslContext(TlsContext.of(settings.tls()))
                .build();
        credentials = settings.credentials();
        timeout = settings.timeout();
    }

    @Override
    public Answer send(URI url, Request request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(http(url, request), response -> new BoundedBody());
        try {
            HttpResponse<byte[]> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return withoutSecrets(Answer.read(response.statusCode(), response.body()));
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                throw late(e.getCause());
            }
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(Words.oneLine(e.getCause().toString()), e.getCause());
        } finally {
            coming.cancel(true);
        }
    }

    private IOException late(Throwable cause) {
        return new IOException("no answer within registry.timeout.ms=" + timeout.toMillis(), cause);
    }

    private HttpRequest http(URI url, Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + request.path()))
                .header("Accept", JSON + ", application/json");
        credentials.header().ifPresent(value -> http.header("Authorization", value));
        request.body()
                .map(JsonNode::toString)
                .ifPresent(body -> http.header("Content-Type", JSON).POST(BodyPublishers.ofString(body)));
        return http.build();
    }

    /** The message of an error may repeat what it was asked with. */
    private Answer withoutSecrets(Answer answer) {
        if (!answer.succeeded() && answer.body() instanceof ObjectNode error) {
            error.put("message", credentials.removedFrom(error.path("message").asText()));
        }
        return answer;
    }
}
