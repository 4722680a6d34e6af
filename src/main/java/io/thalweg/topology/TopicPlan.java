package io.thalweg.topology;

import io.thalweg.config.LabelSettings;
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
 * The topics that a configuration needs, as they should be. Every output topic has at least as many partitions as the examples topic, because
 * outputs stay in the partition of their input; a topic of labels has just as many, or a label would not find its example. Immutable.
 */
public final class TopicPlan {
    private final TopicNames names;
    private final String applicationId;
    private final Optional<String> labels;
    private final Optional<String> outcomes;
    private final int partitions;
    private final short replication;

    public TopicPlan(ThalwegConfig config) {
        names = config.topics();
        applicationId = config.applicationId();
        labels = config.labels().map(LabelSettings::topic);
        outcomes = config.labels().flatMap(LabelSettings::outcomesTopic);
        partitions = config.topicPartitions();
        replication = config.topicReplication();
    }

    /** The topics that are not among the existing ones, with as many partitions as the examples topic has, if it is there. */
    public List<NewTopic> missing(Map<String, Integer> partitionsByTopic) {
        int partitions = partitionsByTopic.getOrDefault(names.examples(), this.partitions);
        return topics(partitions).stream()
                .filter(topic -> !partitionsByTopic.containsKey(topic.name()))
                .toList();
    }

    private List<NewTopic> topics(int partitions) {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(topic(names.examples(), partitions, Map.of()));
        labels.ifPresent(name -> topics.add(topic(name, partitions, Map.of())));
        topics.add(topic(names.predictions(), partitions, Map.of()));
        topics.add(topic(names.rollingLoss(), partitions, Map.of()));
        topics.add(topic(
                names.snapshots(),
                partitions,
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        topics.add(topic(names.deadLetter(), partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
        outcomes.ifPresent(name -> topics.add(topic(name, partitions, Map.of())));
        return topics;
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
        for (String output : outputs()) {
            int outputs = partitionsByTopic.getOrDefault(output, inputs);
            if (outputs < inputs) {
                obstacles.add("topic " + output + " has " + outputs + " partitions; it must have at least the " + inputs
                        + " of " + names.examples()
                        + ": add partitions to it with Kafka's own tools, or name another topic");
            }
        }
        labels.filter(partitionsByTopic::containsKey).ifPresent(name -> {
            if (inputs > 0 && partitionsByTopic.get(name) != inputs) {
                obstacles.add(
                        "topic " + name + " has " + partitionsByTopic.get(name) + " partitions and "
                                + names.examples() + " has " + inputs
                                + "; both must have the same number, and the id as their key, or labels do not find their examples: "
                                + "write one of them anew into a topic with as many as the other (a Kafka Streams repartition() does it)");
            }
        });
        return obstacles;
    }

    /** Where examples come from, and labels if they come on their own. */
    public List<String> inputs() {
        return labels.map(topic -> List.of(names.examples(), topic)).orElse(List.of(names.examples()));
    }

    /** What Kafka Streams creates for itself. */
    public List<String> changelogs() {
        String weights = LearnerStores.changelog(applicationId);
        return labels.isPresent() ? List.of(weights, LearnerStores.pendingChangelog(applicationId)) : List.of(weights);
    }

    /** What is written, dead letters included. */
    public List<String> outputs() {
        List<String> outputs = new ArrayList<>(
                List.of(names.predictions(), names.rollingLoss(), names.snapshots(), names.deadLetter()));
        outcomes.ifPresent(outputs::add);
        return outputs;
    }

    /** The names of all. */
    public List<String> names() {
        return topics(1).stream().map(NewTopic::name).toList();
    }
}
