package io.thalweg.cli;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.config.WarmStart;
import io.thalweg.topology.TopicPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a command must be allowed to do with topics, asked before it does anything. {@code run} needs some of it for the first time hours later, and
 * without CREATE on its changelog Kafka Streams would wait for ever; {@code reset} would end half-way. Groups and transactions are refused at once,
 * and need no question. One thread.
 */
final class Permissions {
    private final Admin admin;
    private final Map<String, Set<AclOperation>> needed;
    private final List<String> changelogs;

    /** @param needed by topic */
    Permissions(Admin admin, Map<String, Set<AclOperation>> needed) {
        this(admin, needed, List.of());
    }

    /** @param changelogs what is created if it is not there */
    private Permissions(Admin admin, Map<String, Set<AclOperation>> needed, List<String> changelogs) {
        this.admin = admin;
        this.needed = needed;
        this.changelogs = changelogs;
    }

    /** @param requestsSnapshots whether it writes requests for snapshots beside the examples */
    static Permissions toRun(Admin admin, ThalwegConfig config, boolean requestsSnapshots) {
        TopicNames topics = config.topics();
        TopicPlan plan = new TopicPlan(config);
        boolean readsSnapshots = config.snapshots().warmStart() instanceof WarmStart.Latest;
        Map<String, Set<AclOperation>> needed = new LinkedHashMap<>();
        plan.inputs().forEach(topic -> needed.put(topic, Set.of(READ)));
        plan.outputs().forEach(topic -> needed.put(topic, Set.of(WRITE)));
        plan.changelogs().forEach(topic -> needed.put(topic, Set.of(READ, WRITE)));
        if (requestsSnapshots) {
            needed.put(topics.examples(), Set.of(READ, WRITE));
        }
        if (readsSnapshots) {
            needed.put(topics.snapshots(), Set.of(READ, WRITE));
        }
        return new Permissions(admin, needed, plan.changelogs());
    }

    /**
     * Topics that do not exist are left to others, but for the changelogs that {@code run} creates.
     *
     * @throws Failure with exit code 3 that names everything that is not allowed
     */
    void check() throws ExecutionException, InterruptedException {
        List<String> lacking = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (Map.Entry<String, Set<AclOperation>> topic : needed.entrySet()) {
            Set<AclOperation> allowed = allowed(topic.getKey(), described.get(topic.getKey()), lacking);
            topic.getValue().stream()
                    .filter(operation -> !allowed.contains(operation))
                    .sorted()
                    .forEach(operation -> lacking.add(operation + " on topic " + topic.getKey()));
        }
        if (!lacking.isEmpty()) {
            throw Failures.refused(lacking, null);
        }
    }

    private Set<AclOperation> allowed(String topic, KafkaFuture<TopicDescription> described, List<String> lacking)
            throws ExecutionException, InterruptedException {
        try {
            Set<AclOperation> allowed = described.get().authorizedOperations();
            return allowed == null ? needed.get(topic) : allowed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Set.of();
            }
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            if (changelogs.contains(topic) && !mayCreate(topic)) {
                lacking.add(CREATE + " on topic " + topic);
            }
            return needed.get(topic);
        }
    }

    /** Only a refusal counts: another instance may create it meanwhile, and Kafka Streams asks for replicas and partitions of its own. */
    private boolean mayCreate(String changelog) throws InterruptedException {
        NewTopic topic = new NewTopic(changelog, Optional.empty(), Optional.empty());
        try {
            admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof TopicAuthorizationException);
        }
    }
}
