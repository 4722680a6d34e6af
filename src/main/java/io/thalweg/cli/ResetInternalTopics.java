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
    private final List<String> changelogs;
    private final Duration patience;

    ResetInternalTopics(Admin admin, List<String> changelogs) {
        this(admin, changelogs, GONE);
    }

    /** @param patience how long the topic may take to go */
    ResetInternalTopics(Admin admin, List<String> changelogs, Duration patience) {
        this.admin = admin;
        this.changelogs = changelogs;
        this.patience = patience;
    }

    /** @throws Failure if Kafka does not say whether there are any: a list of all topics would leave out what we may not see */
    @Override
    public List<String> todo() {
        return there().stream().map(changelog -> "topic " + changelog).toList();
    }

    private List<String> there() {
        return changelogs.stream().filter(this::isThere).toList();
    }

    private boolean isThere(String changelog) {
        try {
            Answers.of(admin.describeTopics(List.of(changelog)).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw Answers.failure("topic " + changelog + " cannot be described", e);
        }
    }

    /** Returns when the topics have gone: a run that is started then makes new ones. */
    @Override
    public void perform() {
        List<String> going = there();
        try {
            Answers.of(admin.deleteTopics(going).all());
            long deadline = System.nanoTime() + patience.toNanos();
            while (!there().isEmpty()) {
                if (System.nanoTime() >= deadline) {
                    throw new Failure(
                            Failure.RUNTIME,
                            "topic " + String.join(" and ", there()) + " is still there " + patience.toSeconds()
                                    + " s after Kafka has agreed to delete it: repeat the reset when it is gone");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (ExecutionException e) {
            throw Answers.failure("topic " + String.join(" and ", going) + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.RUNTIME, "interrupted", e);
        }
    }
}
