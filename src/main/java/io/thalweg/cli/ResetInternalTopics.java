package io.thalweg.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Deletes the changelog, and with it the models. By its exact name: another application's may begin with the same words. */
final class ResetInternalTopics implements ResetStep {
    private static final int GONE_SECONDS = 20;
    private static final int POLL_MS = 50;

    private final Admin admin;
    private final String changelog;

    ResetInternalTopics(Admin admin, String changelog) {
        this.admin = admin;
        this.changelog = changelog;
    }

    @Override
    public List<String> todo() {
        try {
            return Answers.of(admin.listTopics().names()).contains(changelog)
                    ? List.of("topic " + changelog)
                    : List.of();
        } catch (ExecutionException e) {
            throw Answers.failure("Kafka does not tell its topics", e);
        }
    }

    /** Returns when the topic has gone: a run that is started then makes a new one. */
    @Override
    public void perform() {
        try {
            Answers.of(admin.deleteTopics(List.of(changelog)).all());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GONE_SECONDS);
            while (!todo().isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (ExecutionException e) {
            throw Answers.failure("topic " + changelog + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
