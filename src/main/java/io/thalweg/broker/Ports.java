package io.thalweg.broker;

import static io.thalweg.broker.SingleNodeSettings.HOST;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two ports that a broker listens on: one for clients, one of its own for its controller. */
record Ports(int clients, int controller) {
    /**
     * Ports that were free a moment ago. Both are bound at once, so that they differ, and let go for the broker.
     *
     * @param clients 1 to 65535, or 0 for any free one
     * @throws BrokerPlaceException if that port is out of range or taken
     */
    static Ports free(int clients) {
        if (clients < 0 || clients > 65535) {
            throw new BrokerPlaceException(
                    "port " + clients + " is out of range: choose one from 1 to 65535, or 0 for any free one");
        }
        try (ServerSocket forClients = bind(clients);
                ServerSocket forController = bind(0)) {
            return new Ports(forClients.getLocalPort(), forController.getLocalPort());
        } catch (IOException e) {
            throw new BrokerPlaceException(
                    "cannot listen on " + HOST + ":" + clients + " (" + e.getMessage()
                            + "): stop what uses the port or choose another, or 0 for any free one",
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    }
}
