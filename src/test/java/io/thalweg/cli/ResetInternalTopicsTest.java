package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeleteTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class ResetInternalTopicsTest {
    private static final String CHANGELOG = "thalweg-weights-changelog";
    private static final String PENDING = "thalweg-pending-changelog";
    private static final KafkaFuture<TopicDescription> THERE =
            KafkaFuture.completedFuture(new TopicDescription(CHANGELOG, false, List.of()));

    @Test
    void onlyWhatKafkaDoesNotKnowIsNotThere() {
        assertThat(step(THERE).todo()).containsExactly("topic " + CHANGELOG);
        assertThat(step(failed(new UnknownTopicOrPartitionException())).todo()).isEmpty();
    }

    @Test
    void theChangelogsThatAreThereAreDeleted() {
        Map<String, KafkaFuture<TopicDescription>> topics = new HashMap<>(Map.of(CHANGELOG, THERE, PENDING, THERE));
        List<String> both = List.of(CHANGELOG, PENDING);
        assertThat(new ResetInternalTopics(admin(topics), both).todo())
                .containsExactly("topic " + CHANGELOG, "topic " + PENDING);
        assertThatThrownBy(new ResetInternalTopics(admin(topics), both, Duration.ZERO)::perform)
                .hasMessageStartingWith("topic " + CHANGELOG + " and " + PENDING + " is still there");

        topics.put(CHANGELOG, failed(new UnknownTopicOrPartitionException()));
        assertThat(new ResetInternalTopics(admin(topics), both).todo()).containsExactly("topic " + PENDING);
        topics.put(PENDING, failed(new UnknownTopicOrPartitionException()));
        assertThat(new ResetInternalTopics(admin(topics), both).todo()).isEmpty();
    }

    @Test
    void whatWeMayNotSeeIsARefusal() {
        assertThatThrownBy(step(failed(new TopicAuthorizationException("no")))::todo)
                .hasMessageContaining(CHANGELOG)
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::exitCode)
                .isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void aTopicThatDoesNotGoIsNotReportedAsDeleted() {
        assertThatThrownBy(step(THERE)::perform)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("topic " + CHANGELOG + " is still there 0 s after");
    }

    @Test
    void anInterruptIsNotADeletion() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(new ResetInternalTopics(admin(THERE), List.of(CHANGELOG))::perform)
                    .isInstanceOf(Failure.class)
                    .hasMessage("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static ResetInternalTopics step(KafkaFuture<TopicDescription> described) {
        return new ResetInternalTopics(admin(described), List.of(CHANGELOG), Duration.ZERO);
    }

    private static KafkaFuture<TopicDescription> failed(Exception e) {
        KafkaFutureImpl<TopicDescription> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(e);
        return failed;
    }

    private static Admin admin(KafkaFuture<TopicDescription> described) {
        return admin(Map.of(CHANGELOG, described));
    }

    /** A cluster that answers as the map says, and agrees to every deletion. */
    private static Admin admin(Map<String, KafkaFuture<TopicDescription>> topics) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "describeTopics" -> {
                        String topic =
                                ((Collection<?>) arguments[0]).iterator().next().toString();
                        yield new DescribeTopicsResult(null, Map.of(topic, topics.get(topic))) {};
                    }
                    case "deleteTopics" ->
                        new DeleteTopicsResult(null, Map.of(CHANGELOG, KafkaFuture.completedFuture(null))) {};
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
