package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.config.ThalwegConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicCollection.TopicNameCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {
    private static final ThalwegConfig CONFIG = ThalwegConfig.read(null, List.of(), Map.of());
    private static final ThalwegConfig LATE_LABELS =
            ThalwegConfig.read(null, List.of("labels.topic=clicks", "outcomes.topic=ends"), Map.of());

    /** A cluster without topics that answers in this way whether the changelog could be created. */
    private static final class AnsweringAdmin extends ForwardingAdmin {
        private final ApiException answer;

        AnsweringAdmin(ApiException answer) {
            super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
            this.answer = answer;
        }

        @Override
        public DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            return new DescribeTopicsResult(
                    null,
                    failed(((TopicNameCollection) topics).topicNames(), new UnknownTopicOrPartitionException())) {};
        }

        @Override
        public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
            return new CreateTopicsResult(
                    failed(topics.stream().map(NewTopic::name).toList(), answer)) {};
        }

        private static <T> Map<String, KafkaFuture<T>> failed(Collection<String> names, ApiException answer) {
            return names.stream().collect(Collectors.toMap(Function.identity(), name -> failed(answer)));
        }

        private static <T> KafkaFuture<T> failed(ApiException answer) {
            return KafkaFuture.completedFuture(null).thenApply(nothing -> {
                throw answer;
            });
        }
    }

    /** A cluster that has every topic, and lets nobody do anything with them but see them. */
    private static final class SeeingAdmin extends ForwardingAdmin {
        SeeingAdmin() {
            super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
        }

        @Override
        public DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            return new DescribeTopicsResult(
                    null,
                    ((TopicNameCollection) topics)
                            .topicNames().stream()
                                    .collect(Collectors.toMap(
                                            Function.identity(),
                                            name -> KafkaFuture.completedFuture(new TopicDescription(
                                                    name, false, List.of(), Set.of(AclOperation.DESCRIBE)))))) {};
        }
    }

    private static void check(ApiException answer) throws Exception {
        check(answer, CONFIG);
    }

    private static void check(ApiException answer, ThalwegConfig config) throws Exception {
        try (AnsweringAdmin admin = new AnsweringAdmin(answer)) {
            Permissions.toRun(admin, config, false).check();
        }
    }

    static Stream<ApiException> aboutSomethingElse() {
        return Stream.of(
                new TopicExistsException("another instance was first"),
                new InvalidReplicationFactorException("the default is more than there are brokers"),
                new PolicyViolationException("a policy wants more replicas than the default"));
    }

    @ParameterizedTest
    @MethodSource("aboutSomethingElse")
    void onlyARefusalKeepsFromStarting(ApiException answer) {
        assertThatCode(() -> check(answer)).doesNotThrowAnyException();
    }

    @Test
    void aChangelogThatMayNotBeCreatedIsRefused() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> check(new TopicAuthorizationException("no")))
                .withMessageContaining("no ACL allows CREATE on topic thalweg-weights-changelog")
                .extracting(Failure::exitCode)
                .isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void bothChangelogsThatMayNotBeCreatedAreNamedAtOnce() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> check(new TopicAuthorizationException("no"), LATE_LABELS))
                .withMessageContaining("CREATE on topic thalweg-weights-changelog")
                .withMessageContaining("CREATE on topic thalweg-pending-changelog");
    }

    @Test
    void labelsAreReadAndOutcomesAndPendingExamplesWritten() {
        try (SeeingAdmin admin = new SeeingAdmin()) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(
                            () -> Permissions.toRun(admin, LATE_LABELS, false).check())
                    .withMessageContaining("READ on topic examples")
                    .withMessageContaining("READ on topic clicks")
                    .withMessageContaining("WRITE on topic ends")
                    .withMessageContaining("READ on topic thalweg-pending-changelog")
                    .withMessageContaining("WRITE on topic thalweg-pending-changelog")
                    .matches(e -> !e.getMessage().contains("WRITE on topic clicks"));
        }
    }
}
