package io.thalweg.broker;

import static io.thalweg.broker.SingleNodeSettings.BROKER_ID;
import static io.thalweg.broker.SingleNodeSettings.HOST;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;

/**
 * One broker and its controller. The controller comes first, and forgets the broker of before the restart, so that the partitions have no leader until the
 * new one serves requests: a broker that finds itself leader while it starts resumes the transactions that were being ended, cannot send their markers
 * to itself yet, and Kafka 4.3.1 then takes the partitions for deleted and leaves their transactions open for ever (KAFKA-20734). One thread at a time.
 */
final class SingleNode {
    private static final int ATTEMPTS = 300;
    private static final int ATTEMPT_MS = 100;

    private final BrokerDirectory directory;
    private final Ports ports;
    private final Map<String, String> more;
    private KafkaRaftServer controller;
    private KafkaRaftServer broker;

    /** @param more settings of both, which count over the usual ones */
    SingleNode(BrokerDirectory directory, Ports ports, Map<String, String> more) {
        this.directory = directory;
        this.ports = ports;
        this.more = more;
    }

    void start() throws Exception {
        boolean again = directory.format();
        controller = server(SingleNodeSettings.controller(directory.controller(), ports));
        controller.startup();
        if (again) {
            forgetBroker();
        }
        broker = server(SingleNodeSettings.broker(directory.broker(), ports));
        broker.startup();
    }

    private KafkaRaftServer server(Map<String, String> settings) {
        settings.putAll(more);
        return new KafkaRaftServer(KafkaConfig.apply(settings, false), Time.SYSTEM);
    }

    private void forgetBroker() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, HOST + ":" + ports.controller()))) {
            for (int attempt = 1; !forgotten(admin, attempt); attempt++) {
                TimeUnit.MILLISECONDS.sleep(ATTEMPT_MS);
            }
        }
    }

    /** @return false if the controller is not yet ready to be asked */
    private static boolean forgotten(Admin admin, int attempt) throws Exception {
        try {
            admin.unregisterBroker(BROKER_ID).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                return true;
            }
            if (!(e.getCause() instanceof UnsupportedVersionException) || attempt == ATTEMPTS) {
                throw e;
            }
            return false;
        }
    }

    /** What has been started. */
    void stop() {
        try {
            if (broker != null) {
                broker.shutdown();
            }
        } finally {
            if (controller != null) {
                controller.shutdown();
            }
        }
    }
}
