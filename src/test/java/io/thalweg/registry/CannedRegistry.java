package io.thalweg.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something on 127.0.0.1 that answers as a test wants it to, and remembers what it was asked. */
final class CannedRegistry implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private CannedRegistry(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                handler.handle(exchange);
            }
        });
        server.start();
    }

    static CannedRegistry handledBy(HttpHandler handler) throws IOException {
        return on(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), handler);
    }

    static CannedRegistry on(HttpServer server, HttpHandler handler) {
        return new CannedRegistry(server, handler);
    }

    /** The same to every question. */
    static CannedRegistry answering(int status, String body) throws IOException {
        return handledBy(exchange -> answer(exchange, status, body));
    }

    /** A body for each path, 404 with code 40403 for all others. */
    static CannedRegistry answering(Map<String, String> bodies) throws IOException {
        return handledBy(exchange -> {
            String body = bodies.get(exchange.getRequestURI().toString());
            answer(exchange, body == null ? 404 : 200, body == null ? "{\"error_code\":40403}" : body);
        });
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
