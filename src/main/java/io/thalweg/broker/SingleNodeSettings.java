package io.thalweg.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Kafka's settings for one broker and its controller, which listen on this machine only. Keys, defaults and units are those of Kafka 4.3;
 * what is not named here keeps Kafka's default. Stateless; any thread.
 */
final class SingleNodeSettings {
    static final int BROKER_ID = 1;
    static final int CONTROLLER_ID = 2;
    static final String HOST = "127.0.0.1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String BROKER_LISTENER = "PLAINTEXT";

    private static final Map<String, String> INTERNAL_TOPICS = Map.of(
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** Event times may lie years back or ahead: they must not delete records, refuse them, or cut a segment for every week of them. */
    private static final Map<String, String> KEPT_FOR_EVER = Map.of(
            "log.retention.ms", "-1",
            "log.roll.ms", Long.toString(Long.MAX_VALUE),
            "log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));

    /** Groups form at once and dead members and their transactions go soon. A broker that is fenced by a long pause comes back by itself. */
    private static final Map<String, String> PROMPT = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "group.streams.initial.rebalance.delay.ms", "0",
            "group.streams.min.session.timeout.ms", "1000",
            "group.streams.session.timeout.ms", "10000",
            "group.streams.min.heartbeat.interval.ms", "100",
            "group.streams.heartbeat.interval.ms", "500",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "broker.heartbeat.interval.ms", "500",
            "broker.session.timeout.ms", "3000");

    /** A few topics and clients. The cleaner takes its buffer (by default 128 MiB of heap) at the start; a smaller one means more passes. */
    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "group.coordinator.threads", "1",
            "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
            "metadata.max.idle.interval.ms", "0",
            "metric.reporters", "");

    private SingleNodeSettings() {}

    static Map<String, String> controller(Path directory, Ports ports) {
        Map<String, String> settings = common(directory, ports);
        settings.put("process.roles", "controller");
        settings.put("node.id", Integer.toString(CONTROLLER_ID));
        settings.put("listeners", CONTROLLER_LISTENER + "://" + HOST + ":" + ports.controller());
        return settings;
    }

    static Map<String, String> broker(Path directory, Ports ports) {
        String clients = BROKER_LISTENER + "://" + HOST + ":" + ports.clients();
        Map<String, String> settings = common(directory, ports);
        settings.put("process.roles", "broker");
        settings.put("node.id", Integer.toString(BROKER_ID));
        settings.put("listeners", clients);
        settings.put("advertised.listeners", clients);
        return settings;
    }

    private static Map<String, String> common(Path directory, Ports ports) {
        Map<String, String> settings = new HashMap<>();
        settings.put("controller.quorum.voters", CONTROLLER_ID + "@" + HOST + ":" + ports.controller());
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(INTERNAL_TOPICS);
        settings.putAll(KEPT_FOR_EVER);
        settings.putAll(PROMPT);
        settings.putAll(SMALL);
        return settings;
    }
}
