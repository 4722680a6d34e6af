package io.thalweg.broker;

import static io.thalweg.broker.SingleNodeSettings.CONTROLLER_LISTENER;
import static io.thalweg.broker.SingleNodeSettings.HOST;
import static io.thalweg.broker.SingleNodeSettings.NODE_ID;

import java.nio.file.Path;
import java.time.Duration;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka broker inside this process: transactions, every group protocol, topics only when asked for. It listens on 127.0.0.1, in plain text,
 * and keeps everything in one directory. Started again on that directory, on any port, it has the same topics, committed transactions and offsets.
 * Any thread may close it. Built on the classes of Kafka's own server, which are not an API: nothing outside this package knows them.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final BrokerDirectory directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedBroker(BrokerDirectory directory, KafkaRaftServer server, String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Returns when the broker serves requests: in 2 to 5 s, or 3 s more after a broker that was killed.
     *
     * @param directory created if missing; at most one broker at a time uses it
     * @param port 1 to 65535, or 0 for any free one
     * @throws BrokerPlaceException if the port or the directory cannot be had
     * @throws BrokerStartException if the directory's contents are not this kind of broker's
     */
    public static EmbeddedBroker start(Path directory, int port) {
        Ports ports = Ports.free(port);
        BrokerDirectory held = BrokerDirectory.open(directory);
        KafkaRaftServer server = null;
        try {
            held.format(NODE_ID, CONTROLLER_LISTENER);
            server = new KafkaRaftServer(
                    KafkaConfig.apply(SingleNodeSettings.of(held.path(), ports), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(held, server, HOST + ":" + ports.clients());
        } catch (Exception e) {
            stop(server, held);
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
        Thread stopping = new Thread(() -> stop(server, directory), "broker-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(KafkaRaftServer server, BrokerDirectory directory) {
        if (server != null) {
            server.shutdown();
        }
        directory.close();
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
