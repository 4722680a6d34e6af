package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.TopicPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A Kafka cluster that has answered, and the topics in it. */
final class Cluster implements AutoCloseable {
    private static final int REACH_SECONDS = 20;
    private static final int LEADER_POLL_MS = 50;

    private final Admin admin;
    private final ThalwegConfig config;
    private final TopicPlan plan;

    private Cluster(Admin admin, ThalwegConfig config) {
        this.admin = admin;
        this.config = config;
        plan = new TopicPlan(config);
    }

    /** @throws Failure with exit code 3 if no broker answers within 20 s */
    static Cluster reach(ThalwegConfig config) {
        Properties properties = config.clients();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(REACH_SECONDS * 1000));
        String address = String.join(",", config.bootstrapServers());
        Admin admin = admin(properties, config);
        try {
            admin.describeCluster().nodes().get(REACH_SECONDS + 5, TimeUnit.SECONDS);
            return new Cluster(admin, config);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            admin.close(java.time.Duration.ZERO);
            throw new Failure(
                    Failure.UNREACHABLE,
                    e.getCause() instanceof AuthenticationException refusal
                            ? "Kafka at " + address + " refuses us: " + Failures.words(refusal)
                            : "no Kafka broker answers at " + address + " to " + protocol(properties)
                                    + ": is one running there? 'thalweg broker' starts one to try things with",
                    e);
        }
    }

    private static Admin admin(Properties properties, ThalwegConfig config) {
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            throw Failures.unusableClientSettings(config, e);
        }
    }

    /** A listener for another protocol does not answer, and does not say why. */
    private static String protocol(Properties properties) {
        String key = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
        return key + "=" + properties.getProperty(key, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    }

    /** For what is not about topics; closed with this. */
    Admin admin() {
        return admin;
    }

    /** The topics that are missing. */
    List<NewTopic> missingTopics() {
        return plan.missing(partitions(plan.names()));
    }

    /** Creates topics, and returns when all their partitions can be written to. */
    void create(Collection<NewTopic> topics) {
        try {
            CreateTopicsResult created = admin.createTopics(topics);
            throwIfRefused(AclOperation.CREATE, created.values());
            created.all().get();
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
        Map<String, Integer> partitions = partitions(plan.names());
        asThere.forEach(topic -> partitions.put(topic.name(), topic.numPartitions()));
        List<String> obstacles = plan.obstacles(partitions);
        if (!obstacles.isEmpty()) {
            throw new Failure(
                    Failure.USAGE,
                    String.join("\n  ", obstacles)
                            + (plan.missing(partitions).isEmpty()
                                    ? ""
                                    : "\n  'thalweg topics --create' with the same settings creates what is missing"));
        }
    }

    /**
     * How many partitions a topic has.
     *
     * @throws Failure if it does not exist, with the command that creates it
     */
    int partitions(String topic) {
        Integer partitions = partitions(List.of(topic)).get(topic);
        if (partitions == null) {
            throw new Failure(
                    Failure.USAGE,
                    "topic " + topic + " does not exist; 'thalweg topics --create' with the same settings creates it");
        }
        return partitions;
    }

    private Map<String, Integer> partitions(Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics).topicNameValues();
        try {
            throwIfRefused(AclOperation.DESCRIBE, described);
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
                if (!(failure(topic.getValue()) instanceof UnknownTopicOrPartitionException)) {
                    partitions.put(
                            topic.getKey(), topic.getValue().get().partitions().size());
                }
            }
            return partitions;
        } catch (ExecutionException e) {
            throw untold(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void throwIfRefused(AclOperation operation, Map<String, ? extends KafkaFuture<?>> answers)
            throws InterruptedException {
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, ? extends KafkaFuture<?>> topic : answers.entrySet()) {
            if (failure(topic.getValue()) instanceof TopicAuthorizationException) {
                refused.add(operation + " on topic " + topic.getKey());
            }
        }
        if (!refused.isEmpty()) {
            throw Failures.refused(refused, null);
        }
    }

    /** Why there is no answer; null if there is one. */
    private static Throwable failure(KafkaFuture<?> answer) throws InterruptedException {
        try {
            answer.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /** @throws Failure with exit code 3 if some are lacking, with all of them */
    void check(Permissions permissions) {
        try {
            permissions.check();
        } catch (ExecutionException e) {
            throw untold(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Failure untold(ExecutionException e) {
        return new Failure(
                Failure.UNREACHABLE,
                "Kafka does not tell its topics: " + e.getCause().getMessage(),
                e);
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
