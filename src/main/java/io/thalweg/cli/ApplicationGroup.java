package io.thalweg.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** The group of an application, as the brokers know it, under whichever protocol it is. One thread. */
final class ApplicationGroup {
    private final Admin admin;
    private final String id;

    ApplicationGroup(Admin admin, String id) {
        this.admin = admin;
        this.id = id;
    }

    /** @throws Failure with exit code 1 if instances run, which it names */
    void refuseMembers() {
        List<String> members = isStreams() ? streamsMembers() : classicMembers();
        if (!members.isEmpty()) {
            throw new Failure(
                    Failure.RUNTIME,
                    "application " + id + " is running: " + String.join(", ", members)
                            + "; stop every instance first (one that was killed counts until its session has timed out)");
        }
    }

    private boolean isStreams() {
        try {
            Answers.of(admin.describeStreamsGroups(List.of(id)).all());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnsupportedVersionException) {
                return false;
            }
            throw Answers.failure("the group " + id + " cannot be described", e);
        }
    }

    private List<String> streamsMembers() {
        try {
            return Answers.of(admin.describeStreamsGroups(List.of(id)).all()).get(id).members().stream()
                    .map(member -> member.clientId() + " at " + member.clientHost())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw Answers.failure("the group " + id + " cannot be described", e);
        }
    }

    private List<String> classicMembers() {
        try {
            return Answers.of(admin.describeConsumerGroups(List.of(id)).all()).get(id).members().stream()
                    .map(member -> member.clientId() + " at " + member.host())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw Answers.failure("the group " + id + " cannot be described", e);
        }
    }

    /** What has been committed of a topic's partitions; those without are left out. */
    Map<TopicPartition, Long> committed(String topic) {
        Map<TopicPartition, Long> committed = new TreeMap<>(Answers.BY_PARTITION);
        try {
            Answers.of(admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null && partition.topic().equals(topic)) {
                            committed.put(partition, offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw Answers.failure("the offsets of group " + id + " cannot be read", e);
        }
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        KafkaFuture<Void> done = isStreams()
                ? admin.alterStreamsGroupOffsets(id, offsets).all()
                : admin.alterConsumerGroupOffsets(id, offsets).all();
        try {
            Answers.of(done);
        } catch (ExecutionException e) {
            throw Answers.failure("the offsets of group " + id + " cannot be set", e);
        }
    }
}
