package io.thalweg.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * A schema registry inside this process, for the demo and for tests: the part of Confluent's REST API that producers and consumers use, with everything in memory.
 * It listens on 127.0.0.1. The same questions in the same order get the same answers. It does not check whether versions of a subject are
 * compatible, and nothing can be deleted. Any thread.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpServer server;
    private final ExecutorService thread;
    private final Credentials required;
    private final RegistryApi api = new RegistryApi();
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean unavailable;

    private EmbeddedRegistry(HttpServer server, Credentials required) {
        this.server = server;
        this.required = required;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "schema-registry");
            daemon.setDaemon(true);
            return daemon;
        });
        server.createContext("/", this::answer);
        server.setExecutor(thread);
        server.start();
    }

    /**
     * Open to everybody on this machine, in plain text.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static EmbeddedRegistry start(int port) {
        return start(port, new Credentials.Anonymous(), Optional.empty());
    }

    /**
     * @param required what each request must come with
     * @param tls the registry's key; without it, plain text
     */
    public static EmbeddedRegistry start(int port, Credentials required, Optional<SSLContext> tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            return new EmbeddedRegistry(
                    tls.isPresent() ? https(address, tls.get()) : HttpServer.create(address, 0), required);
        } catch (IOException e) {
            throw new UncheckedIOException("no schema registry can listen on port " + port + ": " + Words.of(e), e);
        }
    }

    private static HttpServer https(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** For {@code registry.url}. */
    public String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many have come, refused ones too. */
    public long requests() {
        return requests.get();
    }

    /** Whether every request is answered with HTTP 503 from now on. */
    public void unavailable(boolean fails) {
        unavailable = fails;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] question = exchange.getRequestBody().readNBytes(BoundedBody.MOST_BYTES);
            Answer answer = refusal(exchange)
                    .orElseGet(() -> api.answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getRawPath(),
                            question));
            byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<Answer> refusal(HttpExchange exchange) {
        if (unavailable) {
            return Optional.of(RegistryApi.error(503, 50301, "the registry is switched off"));
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return required.header()
                .filter(header -> given == null || !MessageDigest.isEqual(bytes(given), bytes(header)))
                .map(header -> RegistryApi.error(401, 40101, "Unauthorized"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** At once; what is being answered is broken off. */
    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
