package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.TopicPlan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A Kafka cluster that has answered, and the topics in it. */
final class Cluster implements AutoCloseable {
    private static final int REACH_SECONDS = 20;
    private static final int LEADER_POLL_MS = 50;

    private final Admin admin;
    private final TopicPlan plan;

    private Cluster(Admin admin, TopicPlan plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /** @throws Failure with exit code 3 if no broker answers within 20 s */
    static Cluster reach(ThalwegConfig config) {
        Properties properties = config.clients();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(REACH_SECONDS * 1000));
        String address = String.join(",", config.bootstrapServers());
        Admin admin;
        try {
            admin = Admin.create(properties);
        } catch (ConfigException e) {
            throw e;
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof ConfigException
                            && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls")
                    ? new Failure(Failure.UNREACHABLE, "no host of bootstrap.servers=" + address + " is known", e)
                    : new Failure(Failure.USAGE, "bootstrap.servers=" + address + ": " + cause.getMessage(), e);
        }
        try {
            admin.describeCluster().nodes().get(REACH_SECONDS + 5, TimeUnit.SECONDS);
            return new Cluster(admin, new TopicPlan(config));
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            admin.close(java.time.Duration.ZERO);
            throw new Failure(
                    Failure.UNREACHABLE,
                    e.getCause() instanceof AuthenticationException
                            ? "Kafka at " + address + " refuses us: "
                                    + e.getCause().getMessage()
                            : "no Kafka broker answers at " + address
                                    + ": is one running there? 'thalweg broker' starts one to try things with",
                    e);
        }
    }

    /** For what is not about topics; closed with this. */
    Admin admin() {
        return admin;
    }

    /** The topics that are missing. */
    List<NewTopic> missingTopics() {
        return plan.missing(partitions());
    }

    /** Creates topics, and returns when all their partitions can be written to. */
    void create(Collection<NewTopic> topics) {
        try {
            admin.createTopics(topics).all().get();
            awaitLeaders(topics);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new Failure(
                        Failure.RUNTIME,
                        "topics cannot be created: " + e.getCause().getMessage(),
                        e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * The leader of a partition answers for its end. Who writes earlier may lose the first records (KAFKA-15591): a batch that came before the leader
     * is refused, the one after it is taken, and then the first is out of order for ever.
     */
    private void awaitLeaders(Collection<NewTopic> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACH_SECONDS);
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LEADER_POLL_MS);
            }
        }
    }

    /**
     * @param asThere topics that count as if they were there already
     * @throws Failure if the topics are not there, or not as they must be, with what to do about it
     */
    void checkTopics(Collection<NewTopic> asThere) {
        Map<String, Integer> partitions = partitions();
        asThere.forEach(topic -> partitions.put(topic.name(), topic.numPartitions()));
        List<String> obstacles = plan.obstacles(partitions);
        if (!obstacles.isEmpty()) {
            throw new Failure(
                    Failure.USAGE,
                    String.join("\n  ", obstacles)
                            + (plan.missing(partitions).isEmpty()
                                    ? "\n  add partitions to it with Kafka's own tools, or name another topic"
                                    : "\n  'thalweg topics --create' with the same settings creates what is missing"));
        }
    }

    /**
     * How many partitions a topic has.
     *
     * @throws Failure if it does not exist, with the command that creates it
     */
    int partitions(String topic) {
        Integer partitions = partitions().get(topic);
        if (partitions == null) {
            throw new Failure(
                    Failure.USAGE,
                    "topic " + topic + " does not exist; 'thalweg topics --create' with the same settings creates it");
        }
        return partitions;
    }

    private Map<String, Integer> partitions() {
        Map<String, Integer> partitions = new TreeMap<>();
        try {
            Collection<String> existing = admin.listTopics().names().get();
            List<String> ours = plan.names().stream().filter(existing::contains).toList();
            for (Map.Entry<String, KafkaFuture<org.apache.kafka.clients.admin.TopicDescription>> topic :
                    admin.describeTopics(ours).topicNameValues().entrySet()) {
                partitions.put(
                        topic.getKey(), topic.getValue().get().partitions().size());
            }
            return partitions;
        } catch (ExecutionException e) {
            throw new Failure(
                    Failure.UNREACHABLE,
                    "Kafka does not tell its topics: " + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failure(Failure.RUNTIME, "interrupted", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
