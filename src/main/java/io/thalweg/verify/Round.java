package io.thalweg.verify;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.SnapshotRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One stream that is learned by workers in processes of their own and disturbed as a plan says, and then compared. Before each disturbance the topic holds
 * examples beyond it, so that it strikes at work. One thread.
 */
public final class Round {
    private static final Duration POLL = Duration.ofMillis(20);

    private final ThalwegConfig config;
    private final List<String> run;
    private final Processes processes;
    private final Waiting waiting;
    private final Feed feed;
    private final Consumer<Plan.Step> told;
    private final List<TopicPartition> inputs;
    private final List<TopicPartition> outputs;
    private final List<TopicPartition> predictions;
    private ThalwegProcess worker;
    private long predicted;

    /** Where the examples come from. */
    @FunctionalInterface
    public interface Feed {
        /** Sends on, until so many examples have been sent in all, or there are no more. */
        void upTo(long examples) throws IOException;
    }

    /**
     * @param config of the workers, {@code run} the arguments that give it to them
     * @param processes with the broker running, and the topics created
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
        inputs = ReadCommitted.partitions(partitions, config.topics().examples());
        predictions = ReadCommitted.partitions(partitions, config.topics().predictions());
        outputs = ReadCommitted.partitions(
                partitions,
                config.topics().predictions(),
                config.topics().rollingLoss(),
                config.topics().snapshots(),
                config.topics().deadLetter());
    }

    public Verdict follow(Plan plan) throws IOException, InterruptedException {
        try (ReadCommitted reader = new ReadCommitted(config.clients());
                Group group = new Group(config);
                KafkaConsumer<byte[], byte[]> consumer = reader.consumer(predictions)) {
            worker = processes.startWorker(run);
            for (int step = 0; step < plan.steps().size(); step++) {
                Plan.Step now = plan.steps().get(step);
                feed.upTo((now.predicted() + plan.until(step) + 1) / 2);
                await(now.predicted(), consumer);
                told.accept(now);
                strike(now, plan.until(step), group, consumer);
            }
            feed.upTo(plan.examples());
            requestSnapshots();
            waiting.until("all examples to be learned", () -> {
                processes.mustBeAlive();
                return reader.finished(config.applicationId(), inputs, outputs);
            });
            processes.stop(worker);
            return Verdict.of(config, reader, inputs.size());
        }
    }

    private void await(long examples, KafkaConsumer<byte[], byte[]> consumer) throws IOException, InterruptedException {
        waiting.until(examples + " predictions", () -> {
            processes.mustBeAlive();
            predicted += consumer.poll(POLL).count();
            return predicted >= examples;
        });
    }

    private void strike(Plan.Step step, long until, Group group, KafkaConsumer<byte[], byte[]> consumer)
            throws IOException, InterruptedException {
        switch (step.disturbance()) {
            case KILL -> {
                processes.kill(worker);
                worker = processes.startWorker(run);
            }
            case PAUSE -> {
                Process pause = worker.pause(group.beyondSession());
                ThalwegProcess zombie = worker;
                worker = processes.startWorker(run);
                waiting.until("a pause to end", () -> !pause.isAlive());
                feed.upTo(until);
                await((step.predicted() + until) / 2, consumer);
                processes.stop(zombie);
            }
            case REBALANCE -> {
                ThalwegProcess leaves = worker;
                worker = processes.startWorker(run);
                waiting.until("two workers to share", () -> {
                    processes.mustBeAlive();
                    return group.workersWithTasks() == 2;
                });
                feed.upTo(until);
                await((step.predicted() + until) / 2, consumer);
                processes.stop(leaves);
            }
            case BROKER_RESTART -> {
                processes.stopBroker();
                processes.startBroker();
            }
            case BROKER_KILL -> {
                processes.killBroker();
                processes.startBroker();
            }
        }
    }

    private void requestSnapshots() throws InterruptedException {
        Properties clients = config.clients();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (TopicPartition input : inputs) {
                producer.send(SnapshotRequest.to(input.topic(), input.partition()))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new ProcessEndedException("snapshots cannot be asked for: " + e.getCause());
        }
    }
}
