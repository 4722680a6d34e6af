package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers is broken, or wants to break us. */
class HostileRegistryTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final String SECRET = "hunter2-hunter2";

    private static RegistrySettings with(Credentials credentials, String url) {
        return new RegistrySettings(
                List.of(URI.create(url)),
                credentials,
                TlsSettings.JVM,
                Duration.ofSeconds(20),
                true,
                SubjectNaming.TOPIC);
    }

    private static AbstractThrowableAssert<?, ?> askedOf(HttpHandler handler) throws IOException {
        try (CannedRegistry canned = CannedRegistry.handledBy(handler)) {
            RestRegistry registry =
                    new RestRegistry(with(new Credentials.Anonymous(), canned.url()), new RecordedPatience());
            return assertThatThrownBy(() -> registry.schema(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void anAnswerOfManyMebibytesIsNotRead(int status) throws IOException {
        askedOf(exchange -> {
                    exchange.sendResponseHeaders(status, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 1000; i++) {
                            body.write(new byte[MEBIBYTE]);
                        }
                    }
                })
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("its answer is longer than 16 MiB");
    }

    @Test
    void aLongAnswerWithinTheLimitIsRead() throws IOException {
        String schema = "{'type':'long','doc':'" + "x".repeat(15 * MEBIBYTE) + "'}";
        try (CannedRegistry canned = CannedRegistry.answering(200, Conversation.json(schema, List.of()))) {
            RestRegistry registry = new RestRegistry(with(new Credentials.Anonymous(), canned.url()));

            assertThat(registry.schema(1).getType().getName()).isEqualTo("long");
        }
    }

    @Test
    void anAnswerThatIsCutShortIsUnavailable() throws IOException {
        askedOf(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                })
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "{\"schema\":\"\\\"lo", "{", "nul"})
    void anAnswerThatIsNotJsonIsUnavailable(String body) throws IOException {
        askedOf(exchange -> CannedRegistry.answer(exchange, 200, body))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("its answer of " + body.length() + " bytes is not JSON");
    }

    @Test
    void anAnswerOfDeeplyNestedJsonIsUnavailable() throws IOException {
        askedOf(exchange -> CannedRegistry.answer(exchange, 200, "[".repeat(100_000)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"schema\":5}",
                "{\"schema\":\"\\\"long\\\"\",\"references\":{\"a\":1}}",
                "{\"schema\":\"\\\"long\\\"\",\"references\":[{\"subject\":\"a\"}]}",
                "{\"schema\":\"\\\"long\\\"\",\"references\":[{\"subject\":\"a\",\"version\":\"1\"}]}",
            })
    void anAnswerWithoutASchemaIsUnavailable(String body) throws IOException {
        askedOf(exchange -> CannedRegistry.answer(exchange, 200, body))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("is not a schema registry: asked for schema id 1, it answers HTTP 200");
    }

    @Test
    void aDeeplyNestedSchemaIsRefused() throws IOException {
        String schema = "{'type':'array','items':".repeat(5000) + "'long'" + "}".repeat(5000);
        askedOf(exchange -> CannedRegistry.answer(exchange, 200, Conversation.json(schema, List.of())))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageStartingWith("schema id 1: Avro cannot read it: ");
    }

    @Test
    void endlessReferencesEnd() {
        int[] next = new int[1];
        Exchange endless = (url, request) -> Answer.read(
                200,
                ("{\"schema\":\"\\\"long\\\"\",\"references\":[{\"subject\":\"a\",\"version\":" + ++next[0] + "}]}")
                        .getBytes(StandardCharsets.UTF_8));
        RestRegistry registry = new RestRegistry(RegistrySettings.of("http://a"), endless, new RecordedPatience());

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessage("schema id 1: it has more than 100 references");
    }

    @Test
    void messagesStayOnOneLineAndShort() throws IOException {
        askedOf(exchange -> CannedRegistry.answer(
                        exchange, 500, "{\"message\":\"a\\nb\\u001b[31m" + "c".repeat(MEBIBYTE) + "\"}"))
                .message()
                .hasSizeLessThan(500)
                .contains("HTTP 500: a b [31mccc")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void credentialsAreNotTakenToWhereARedirectLeads() throws IOException {
        try (CannedRegistry thief = CannedRegistry.answering(200, "{\"schema\":\"\\\"long\\\"\"}");
                CannedRegistry canned = CannedRegistry.handledBy(exchange -> {
                    exchange.getResponseHeaders().set("Location", thief.url() + "/schemas/ids/1");
                    CannedRegistry.answer(exchange, 307, "");
                })) {
            RestRegistry registry =
                    new RestRegistry(with(new Credentials.Bearer(SECRET), canned.url()), new RecordedPatience());

            assertThatThrownBy(() -> registry.schema(1)).hasMessageContaining("redirects are not followed");
            assertThat(thief.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 422, 500})
    void aRegistryThatRepeatsTheCredentialsDoesNotPutThemIntoMessages(int status) throws IOException {
        for (Credentials credentials :
                List.of(new Credentials.Bearer(SECRET), new Credentials.Basic("alice", SECRET))) {
            try (CannedRegistry canned = CannedRegistry.handledBy(exchange -> {
                String given = exchange.getRequestHeaders().getFirst("Authorization");
                String body = "{\"error_code\":40403,\"message\":\"not for " + given + " with " + SECRET + "\"}";
                CannedRegistry.answer(exchange, status, body);
            })) {
                RestRegistry registry = new RestRegistry(with(credentials, canned.url()), new RecordedPatience());

                assertThatThrownBy(() -> registry.schema(1))
                        .hasMessageContaining("HTTP " + status + ": not for ")
                        .hasStackTraceContaining("[hidden]")
                        .satisfies(failure -> assertThat(stackTrace(failure))
                                .doesNotContain(SECRET)
                                .doesNotContain(credentials.secrets().get(0)));
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
