package io.thalweg.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A port of this machine whose connections lead to another one, and which can be a bad network. TCP loses no byte in the middle of a connection: what is
 * dropped is lost because the connection goes too. The troubles are made by one thread; each connection has two of its own.
 */
final class NetworkProxy implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private volatile int target;
    private volatile long delayMs;
    private boolean shut;

    NetworkProxy() throws IOException {
        entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start("proxy", this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Where new connections lead to. */
    void leadTo(int port) {
        target = port;
    }

    /** Every piece of data is late by {@code each}, for a while. */
    void delay(Duration each, Duration during) throws InterruptedException {
        delayMs = each.toMillis();
        TimeUnit.MILLISECONDS.sleep(during.toMillis());
        delayMs = 0;
    }

    /** Nothing passes for a while; then all connections, old and new, are reset with what they hold. */
    void drop(Duration during) throws InterruptedException {
        synchronized (gate) {
            shut = true;
        }
        TimeUnit.MILLISECONDS.sleep(during.toMillis());
        reset();
        synchronized (gate) {
            shut = false;
            gate.notifyAll();
        }
    }

    /** Whether nothing passes just now. */
    boolean isShut() {
        synchronized (gate) {
            return shut;
        }
    }

    /** Both ends of every connection see a reset. */
    void reset() {
        List<Socket> all = List.copyOf(sockets);
        all.forEach(
                NetworkProxy::resetAtClose); // all before any is closed: the other end of a closed one is closed too
        all.forEach(this::close);
    }

    private static void resetAtClose(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // closed by its own end
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // closed, or the client has gone
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            client.setTcpNoDelay(true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            server.setTcpNoDelay(true);
            start("proxy-there", () -> pump(client, server));
            start("proxy-back", () -> pump(server, client));
        } catch (IOException e) {
            close(client); // nobody is there
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                awaitOpen();
                TimeUnit.MILLISECONDS.sleep(delayMs);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // either end has gone, which the other one is to see
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void awaitOpen() throws InterruptedException {
        synchronized (gate) {
            while (shut) {
                gate.wait();
            }
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        reset();
    }
}
