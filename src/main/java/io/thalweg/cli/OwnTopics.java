package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of one round of {@code verify}. */
final class OwnTopics {
    private OwnTopics() {}

    /** Nothing may go before it has been compared: not even what a later record of the same key replaces. */
    static void create(ThalwegConfig config) {
        try (Cluster cluster = Cluster.reach(config)) {
            List<NewTopic> missing = cluster.missingTopics();
            missing.forEach(topic ->
                    topic.configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")));
            cluster.create(missing);
        }
    }

    /** And the changelogs. What is not called after the application is somebody else's, and stays. */
    static void delete(ThalwegConfig config) throws InterruptedException {
        TopicPlan plan = new TopicPlan(config);
        List<String> topics = new ArrayList<>(plan.names());
        topics.addAll(plan.changelogs());
        topics.removeIf(topic -> !topic.startsWith(config.applicationId()));
        try (Admin admin = Admin.create(config.clients())) {
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new Failure(
                        Failure.RUNTIME,
                        "the topics " + topics + " cannot be deleted: "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }
}
