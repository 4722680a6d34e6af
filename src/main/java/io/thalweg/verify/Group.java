package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.streams.StreamsConfig;

/** The group of the workers, under either protocol. With {@code streams}, it gets standbys, and sessions as short as the broker allows and is useful; with {@code classic}, its members have that in their settings. One thread. */
final class Group implements AutoCloseable {
    private static final String STREAMS_SESSION_MS = "3000";
    private static final String SESSION_TIMEOUT = "session.timeout.ms";
    private static final Duration MORE = Duration.ofSeconds(2);

    private final Admin admin;
    private final String name;
    private final boolean classic;
    private final Duration session;

    Group(ThalwegConfig config) throws InterruptedException {
        admin = Admin.create(config.clients());
        name = config.applicationId();
        Properties streams = config.streams();
        classic = streams.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG).equalsIgnoreCase("classic");
        if (classic) {
            session = Duration.ofMillis(
                    Long.parseLong(streams.getProperty(StreamsConfig.consumerPrefix(SESSION_TIMEOUT))));
        } else {
            set("streams.num.standby.replicas", "1");
            set("streams." + SESSION_TIMEOUT, STREAMS_SESSION_MS);
            session = Duration.ofMillis(Long.parseLong(effective("streams." + SESSION_TIMEOUT)));
        }
    }

    /** A broker that does not allow a value keeps its own. */
    private void set(String key, String value) throws InterruptedException {
        try {
            admin.incrementalAlterConfigs(Map.of(
                            group(), List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InvalidConfigurationException)) {
                throw unanswered(e);
            }
        }
    }

    private String effective(String key) throws InterruptedException {
        try {
            return admin.describeConfigs(List.of(group()))
                    .all()
                    .get()
                    .get(group())
                    .get(key)
                    .value();
        } catch (ExecutionException e) {
            throw unanswered(e);
        }
    }

    private ConfigResource group() {
        return new ConfigResource(ConfigResource.Type.GROUP, name);
    }

    private ProcessEndedException unanswered(ExecutionException e) {
        return new ProcessEndedException("the settings of group " + name + " cannot be had: " + e.getCause());
    }

    /** Longer than a session lasts without a sign of life. */
    Duration beyondSession() {
        return session.plus(MORE);
    }

    /** How many members there are, if each of them has a task; else 0. */
    int workersWithTasks() throws ExecutionException, InterruptedException {
        List<Boolean> members;
        if (classic) {
            ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(name)).all().get().get(name);
            members = group.members().stream()
                    .map(member -> !member.assignment().topicPartitions().isEmpty())
                    .toList();
        } else {
            StreamsGroupDescription group =
                    admin.describeStreamsGroups(List.of(name)).all().get().get(name);
            members = group.members().stream()
                    .map(member -> !member.assignment().activeTasks().isEmpty())
                    .toList();
        }
        return members.contains(false) ? 0 : members.size();
    }

    @Override
    public void close() {
        admin.close();
    }
}
