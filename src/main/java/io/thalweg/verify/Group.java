package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.StreamsConfig;

/** The group of the workers, under either protocol. With {@code streams}, its members' sessions are made as short as they are useful. One thread. */
final class Group implements AutoCloseable {
    private static final int STREAMS_SESSION_MS = 3_000;

    /** What Thalweg sets, when nobody else does. */
    private static final String CLASSIC_SESSION_MS = "10000";

    private static final String SESSION_TIMEOUT = "session.timeout.ms";
    private static final Duration MORE = Duration.ofSeconds(2);

    private final Admin admin;
    private final String name;
    private final boolean classic;
    private final Duration session;

    Group(ThalwegConfig config) throws InterruptedException {
        admin = Admin.create(config.clients());
        name = config.applicationId();
        classic = config.streams()
                .getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG)
                .equalsIgnoreCase("classic");
        session = Duration.ofMillis(
                classic
                        ? Long.parseLong(config.streams()
                                .getProperty(StreamsConfig.consumerPrefix(SESSION_TIMEOUT), CLASSIC_SESSION_MS))
                        : STREAMS_SESSION_MS);
        if (!classic) {
            shortenSessions();
        }
    }

    private void shortenSessions() throws InterruptedException {
        Collection<AlterConfigOp> set = List.of(new AlterConfigOp(
                new ConfigEntry("streams." + SESSION_TIMEOUT, Integer.toString(STREAMS_SESSION_MS)),
                AlterConfigOp.OpType.SET));
        try {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, name), set))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new ProcessEndedException("the broker does not shorten sessions: " + e.getCause());
        }
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
