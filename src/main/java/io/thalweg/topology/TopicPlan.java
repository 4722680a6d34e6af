package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.store.LearnerStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The five topics that a configuration needs, as they should be. Every output topic has at least as many partitions as the examples topic, because
 * outputs stay in the partition of their input. Immutable.
 */
public final class TopicPlan {
    private final TopicNames names;
    private final int partitions;
    private final short replication;

    public TopicPlan(ThalwegConfig config) {
        names = config.topics();
        partitions = config.topicPartitions();
        replication = config.topicReplication();
    }

    /** The topics that are not among the existing ones, with as many partitions as the examples topic has, if it is there. */
    public List<NewTopic> missing(Map<String, Integer> partitionsByTopic) {
        int partitions = partitionsByTopic.getOrDefault(names.examples(), this.partitions);
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : List.of(
                topic(names.examples(), partitions, Map.of()),
                topic(names.predictions(), partitions, Map.of()),
                topic(names.rollingLoss(), partitions, Map.of()),
                topic(
                        names.snapshots(),
                        partitions,
                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
                topic(names.deadLetter(), partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")))) {
            if (!partitionsByTopic.containsKey(topic.name())) {
                missing.add(topic);
            }
        }
        return missing;
    }

    private NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(
                        name, Optional.of(partitions), replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(configs);
    }

    /** What keeps the existing topics from being used, each in one line; empty if nothing does. */
    public List<String> obstacles(Map<String, Integer> partitionsByTopic) {
        List<String> obstacles = new ArrayList<>();
        missing(partitionsByTopic).forEach(topic -> obstacles.add("topic " + topic.name() + " does not exist"));
        int inputs = partitionsByTopic.getOrDefault(names.examples(), 0);
        for (String output : List.of(names.predictions(), names.rollingLoss(), names.snapshots(), names.deadLetter())) {
            int outputs = partitionsByTopic.getOrDefault(output, inputs);
            if (outputs < inputs) {
                obstacles.add("topic " + output + " has " + outputs + " partitions; it must have at least the " + inputs
                        + " of " + names.examples());
            }
        }
        return obstacles;
    }

    /** The name of the topic that Kafka Streams logs the models to, and creates. */
    public static String changelog(ThalwegConfig config) {
        return config.applicationId() + "-" + LearnerStores.WEIGHTS + "-changelog";
    }

    /** The names of all five. */
    public List<String> names() {
        return List.of(
                names.examples(), names.predictions(), names.rollingLoss(), names.snapshots(), names.deadLetter());
    }
}
