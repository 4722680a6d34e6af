package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.TopicPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One stream that is learned by workers in processes of their own and disturbed as a plan says, and then compared. Before each disturbance the topic holds
 * examples beyond it, so that it strikes at work. One thread.
 */
public final class Round {
    private final ThalwegConfig config;
    private final List<String> run;
    private final Processes processes;
    private final Waiting waiting;
    private final Feed feed;
    private final Consumer<Plan.Step> told;
    private final List<TopicPartition> examples;
    private final List<TopicPartition> outputs;
    private final List<TopicPartition> predictions;

    /** Where the examples come from. */
    public interface Feed extends AutoCloseable {
        /** Sends on, until so many examples have been sent in all, or there are no more. */
        void upTo(long examples) throws IOException;

        /** Examples sent so far. */
        long sent();

        /** What time it is to the records sent so far; null for that of the broker. */
        Long timestamp();

        @Override
        void close();
    }

    /**
     * @param config of the workers, {@code run} the arguments that give it to them
     * @param processes with the topics created, and the broker running unless it is somebody else's
     * @param told of each disturbance, before it strikes
     */
    public Round(
            ThalwegConfig config,
            List<String> run,
            Processes processes,
            Waiting waiting,
            Feed feed,
            Consumer<Plan.Step> told) {
        this.config = config;
        this.run = run;
        this.processes = processes;
        this.waiting = waiting;
        this.feed = feed;
        this.told = told;
        int partitions = config.topicPartitions();
        TopicPlan topics = new TopicPlan(config);
        examples = ReadCommitted.partitions(partitions, config.topics().examples());
        predictions = ReadCommitted.partitions(partitions, config.topics().predictions());
        List<String> written = new ArrayList<>(topics.outputs());
        written.addAll(topics.changelogs());
        outputs = ReadCommitted.partitions(partitions, written.toArray(String[]::new));
    }

    public Verdict follow(Plan plan) throws IOException, InterruptedException {
        try (ReadCommitted reader = new ReadCommitted(config.clients());
                Group group = new Group(config);
                Progress progress = new Progress(reader, predictions, waiting, processes);
                Requests requests = new Requests(config.clients(), examples, feed::timestamp)) {
            Strikes strikes = new Strikes(processes, group, progress, feed, requests, waiting, run);
            for (int step = 0; step < plan.steps().size(); step++) {
                Plan.Step now = plan.steps().get(step);
                feed.upTo((now.predicted() + plan.until(step) + 1) / 2);
                progress.await(now.predicted());
                told.accept(now);
                strikes.strike(now, plan.until(step));
            }
            feed.upTo(plan.examples());
            progress.await(feed.sent());
            requests.snapshots();
            waiting.until("all examples to be learned", () -> {
                processes.mustBeAlive();
                return reader.finished(config.applicationId(), examples, outputs);
            });
            strikes.end();
            boolean zombies = plan.steps().stream().anyMatch(step -> step.disturbance() == Disturbance.PAUSE);
            return Verdict.of(config, reader, examples.size(), processes.snapshots(), zombies);
        }
    }
}
