package io.thalweg.broker;

import static io.thalweg.broker.SingleNodeSettings.HOST;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A single-node Kafka broker inside this process: transactions, every group protocol, topics only when asked for. It listens on 127.0.0.1, in plain text,
 * and keeps everything in one directory. Started again on that directory, on any port, it has the same topics, committed transactions and offsets.
 * Any thread may close it. Built on the classes of Kafka's own server, which are not an API: nothing outside this package knows them.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final BrokerDirectory directory;
    private final SingleNode node;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedBroker(BrokerDirectory directory, SingleNode node, String bootstrapServers) {
        this.directory = directory;
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Returns when the broker serves requests: in 2 to 5 s.
     *
     * @param directory created if missing; at most one broker at a time uses it
     * @param port 1 to 65535, or 0 for any free one
     * @throws BrokerPlaceException if the port or the directory cannot be had
     * @throws BrokerStartException if the directory's contents are not this kind of broker's
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /** @param more Kafka's broker settings, which count over Thalweg's; the address and the ports stay */
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> more) {
        Ports ports = Ports.free(port);
        BrokerDirectory held = BrokerDirectory.open(directory);
        SingleNode node = new SingleNode(held, ports, more);
        try {
            node.start();
            return new EmbeddedBroker(held, node, HOST + ":" + ports.clients());
        } catch (Exception e) {
            stop(node, held);
            throw new BrokerStartException(
                    "broker in " + held.path() + " did not start (" + reason(e) + "): an empty directory starts afresh",
                    e);
        }
    }

    /** The address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Orderly and within 30 s; what takes longer is left to a daemon thread. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread stopping = new Thread(() -> stop(node, directory), "broker-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(SingleNode node, BrokerDirectory directory) {
        try (directory) {
            node.stop();
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null
                ? root.toString()
                : root.getMessage().lines().findFirst().orElseGet(root::toString);
    }
}
