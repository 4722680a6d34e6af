package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableRegistryTest {
    private static final Schema LONG = Schema.create(Schema.Type.LONG);

    private final EmbeddedRegistry server = EmbeddedRegistry.start(0);
    private final RecordedPatience patience = new RecordedPatience();

    @AfterEach
    void close() {
        server.close();
    }

    private RestRegistry client(String... urls) {
        return new RestRegistry(settings(Duration.ofSeconds(20), urls), patience);
    }

    private static RegistrySettings settings(Duration timeout, String... urls) {
        RegistrySettings one = RegistrySettings.of(urls[0]);
        return new RegistrySettings(
                Stream.of(urls).map(URI::create).toList(), one.credentials(), one.tls(), timeout, true, one.naming());
    }

    /** Where nobody listens. */
    private static String deadUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void theNextAddressIsAskedWithoutAPause() throws IOException {
        assertThat(client(deadUrl(), server.url()).register("a-value", LONG)).isOne();
        assertThat(patience.pausesMs()).isEmpty();
    }

    @Test
    void theAddressThatAnsweredLastIsAskedFirst() throws IOException {
        try (CannedRegistry failing = CannedRegistry.answering(500, "")) {
            RestRegistry registry = client(failing.url(), server.url());
            registry.register("a-value", LONG);
            registry.register("b-value", LONG);
            registry.register("c-value", LONG);

            assertThat(failing.asked()).hasSize(1);
        }
    }

    @Test
    void whatFailsForAWhileIsAskedAgain() {
        List<Boolean> pauses = new ArrayList<>();
        RecordedPatience recovering = new RecordedPatience(() -> {
            pauses.add(true);
            server.unavailable(pauses.size() < 3);
        });
        server.unavailable(true);

        assertThat(new RestRegistry(RegistrySettings.of(server.url()), recovering).register("a-value", LONG))
                .isOne();
        assertThat(recovering.pausesMs()).containsExactly(100L, 200L, 400L);
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void aCallEndsAfterFivePauses() throws IOException {
        String dead = deadUrl();
        server.unavailable(true);

        assertThatThrownBy(() -> client(dead, server.url()).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("the schema registry cannot be asked: " + dead + " (connection refused), " + server.url()
                        + " (HTTP 503: the registry is switched off); check registry.url, and that the registry runs");
        assertThat(patience.pausesMs()).containsExactly(100L, 200L, 400L, 800L, 1600L);
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void aSlowFailureIsNotRepeatedForMinutes() {
        List<URI> asked = new ArrayList<>();
        Exchange slow = (url, request) -> {
            asked.add(url);
            patience.pass(Duration.ofSeconds(3));
            throw new IOException("slow");
        };
        RestRegistry registry = new RestRegistry(RegistrySettings.of("http://a"), slow, patience);

        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void everyAddressIsAskedHoweverSlowTheOthersAre() {
        List<URI> asked = new ArrayList<>();
        Exchange slow = (url, request) -> {
            asked.add(url);
            patience.pass(Duration.ofSeconds(60));
            throw new IOException("slow");
        };
        RestRegistry registry =
                new RestRegistry(settings(Duration.ofSeconds(60), "http://a", "http://b", "http://c"), slow, patience);

        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(asked).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void failuresThatPassAreAskedAgain(int status) throws IOException {
        try (CannedRegistry canned = CannedRegistry.answering(status, "<html>busy</html>")) {
            assertThatThrownBy(() -> client(canned.url()).schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(canned.url() + " (HTTP " + status + ")");
            assertThat(canned.asked()).hasSize(6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, check registry.basic.auth or registry.bearer.token",
        "403, check registry.basic.auth or registry.bearer.token",
        "404, registry.url needs the path of the registry's API",
        "405, check registry.url",
        "302, redirects are not followed",
    })
    void failuresThatStayAreToldAtOnceWithWhatToDo(int status, String advice) throws IOException {
        try (CannedRegistry canned = CannedRegistry.answering(status, "{\"error_code\":404,\"message\":\"no\"}")) {
            assertThatThrownBy(() -> client(canned.url()).schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(canned.url() + " (HTTP " + status + ": no); " + advice);
            assertThat(canned.asked()).hasSize(1);
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerInTimeIsUnavailable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> new RestRegistry(settings(Duration.ofMillis(30), url), patience).schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(url + " (no answer within registry.timeout.ms=30)");
            assertThat(patience.pausesMs()).hasSize(5);
        }
    }

    @Test
    void anAnswerThatBeginsAndDoesNotEndIsUnavailable() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (CannedRegistry endless = CannedRegistry.handledBy(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            RestRegistry registry = new RestRegistry(settings(Duration.ofMillis(500), endless.url()), patience);

            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("no answer within registry.timeout.ms=500");
            asked.countDown();
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThatThrownBy(() -> client("http://registry.invalid:8081").schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("http://registry.invalid:8081 (no such host)");
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        server.unavailable(true);
        RestRegistry registry = client(server.url());
        Thread.currentThread().interrupt();

        RegistryUnavailableException interrupted =
                catchThrowableOfType(RegistryUnavailableException.class, () -> registry.schema(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted)
                .hasMessageStartingWith("interrupted while asking")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void atTheStartARegistryMustAnswer() throws IOException {
        client(deadUrl(), server.url()).check();
        client(server.url()).register("a-value", LONG);
        client(server.url()).check();
        assertThatThrownBy(() -> client(deadUrl()).check()).isInstanceOf(RegistryUnavailableException.class);
        try (CannedRegistry other = CannedRegistry.answering(200, "{\"status\":\"UP\"}")) {
            assertThatThrownBy(() -> client(other.url()).check())
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageStartingWith(
                            "what answers at " + other.url() + " is not a schema registry: asked for a list");
        }
    }
}
