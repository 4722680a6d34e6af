package io.thalweg.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Deletes the changelog, and with it the models. By its exact name: another application's may begin with the same words. */
final class ResetInternalTopics implements ResetStep {
    private static final Duration GONE = Duration.ofSeconds(20);
    private static final int POLL_MS = 50;

    private final Admin admin;
    private final String changelog;
    private final Duration patience;

    ResetInternalTopics(Admin admin, String changelog) {
        this(admin, changelog, GONE);
    }

    /** @param patience how long the topic may take to go */
    ResetInternalTopics(Admin admin, String changelog, Duration patience) {
        this.admin = admin;
        this.changelog = changelog;
        this.patience = patience;
    }

    /** @throws Failure if Kafka does not say whether there is one: a list of all topics would leave out what we may not see */
    @Override
    public List<String> todo() {
        try {
            Answers.of(admin.describeTopics(List.of(changelog)).allTopicNames());
            return List.of("topic " + changelog);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw Answers.failure("topic " + changelog + " cannot be described", e);
        }
    }

    /** Returns when the topic has gone: a run that is started then makes a new one. */
    @Override
    public void perform() {
        try {
            Answers.of(admin.deleteTopics(List.of(changelog)).all());
            long deadline = System.nanoTime() + patience.toNanos();
            while (!todo().isEmpty()) {
                if (System.nanoTime() >= deadline) {
                    throw new Failure(
                            Failure.RUNTIME,
                            "topic " + changelog + " is still there " + patience.toSeconds()
                                    + " s after Kafka has agreed to delete it: repeat the reset when it is gone");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (ExecutionException e) {
            throw Answers.failure("topic " + changelog + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.RUNTIME, "interrupted", e);
        }
    }
}
