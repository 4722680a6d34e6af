package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.streams.StreamsConfig;

/** The group of the workers, under either protocol. With {@code streams}, it gets standbys, and sessions as short as the broker allows and is useful; with {@code classic}, its members have that in their settings. One thread. */
public final class Group implements AutoCloseable {
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
            session = Duration.ofMillis(Long.parseLong(streams.getProperty(
                    StreamsConfig.consumerPrefix(SESSION_TIMEOUT), streams.getProperty(SESSION_TIMEOUT))));
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

    /** With its settings, as soon as its members' sessions have ended. */
    public static void delete(ThalwegConfig config, Waiting waiting) throws IOException, InterruptedException {
        try (Group group = new Group(config)) {
            waiting.until("the group to be empty", group::deleted);
        }
    }

    private boolean deleted() throws ExecutionException, InterruptedException {
        try {
            (classic
                            ? admin.deleteConsumerGroups(List.of(name)).all()
                            : admin.deleteStreamsGroups(List.of(name)).all())
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        if (!classic) {
            admin.incrementalAlterConfigs(Map.of(
                            group(),
                            List.of(unset("streams.num.standby.replicas"), unset("streams." + SESSION_TIMEOUT))))
                    .all()
                    .get();
        }
        return true;
    }

    private static AlterConfigOp unset(String key) {
        return new AlterConfigOp(new ConfigEntry(key, null), AlterConfigOp.OpType.DELETE);
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

    /**
     * Sets the committed offset of each input back by so many records, or to the start.
     *
     * @return false if the group still has members
     */
    boolean rewind(int records) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        committed().forEach((input, committed) -> {
            if (committed != null) {
                offsets.put(input, new OffsetAndMetadata(Math.max(0, committed.offset() - records)));
            }
        });
        try {
            (classic
                            ? admin.alterConsumerGroupOffsets(name, offsets).all()
                            : admin.alterStreamsGroupOffsets(name, offsets).all())
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw e;
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        return classic
                ? admin.listConsumerGroupOffsets(name)
                        .partitionsToOffsetAndMetadata()
                        .get()
                : admin.listStreamsGroupOffsets(Map.of(name, new ListStreamsGroupOffsetsSpec()))
                        .partitionsToOffsetAndMetadata(name)
                        .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
