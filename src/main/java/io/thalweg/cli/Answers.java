package io.thalweg.cli;

import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What the brokers answer to an administrator. */
final class Answers {
    static final Comparator<TopicPartition> BY_PARTITION =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private Answers() {}

    /** Waits for an answer; Kafka's clients give up by themselves. */
    static <T> T of(Future<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.RUNTIME, "interrupted", e);
        }
    }

    /** What the user is told: with exit code 3 if Kafka has refused, else with 1. */
    static Failure failure(String what, ExecutionException e) {
        boolean refused =
                e.getCause() instanceof AuthorizationException || e.getCause() instanceof AuthenticationException;
        return new Failure(
                refused ? Failure.UNREACHABLE : Failure.RUNTIME,
                what + ": " + e.getCause().getMessage(),
                e);
    }
}
