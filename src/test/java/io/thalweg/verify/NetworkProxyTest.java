package io.thalweg.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkProxyTest {
    private ServerSocket server;
    private NetworkProxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        proxy = new NetworkProxy();
        proxy.leadTo(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void bytesPassBothWaysAndSoDoesTheEnd() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            client.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(served.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            served.getOutputStream().write(4);
            assertThat(client.getInputStream().read()).isEqualTo(4);
            served.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aResetIsSeenAtBothEnds() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(served.getInputStream().read()).isEqualTo(1);

            proxy.reset();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatIsDroppedNeverArrivesAndNewConnectionsWork() throws Exception {
        try (Socket client = connect();
                Socket served = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(served.getInputStream().read()).isEqualTo(1);
            CompletableFuture<Void> trouble = CompletableFuture.runAsync(this::drop);
            while (!proxy.isShut()) {
                Thread.onSpinWait();
            }
            client.getOutputStream().write(2);
            trouble.join();
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket client = connect();
                Socket served = server.accept()) {
            client.getOutputStream().write(3);
            assertThat(served.getInputStream().read()).isEqualTo(3);
        }
    }

    private void drop() {
        try {
            proxy.drop(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
