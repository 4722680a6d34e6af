package io.thalweg.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** How far the stream has got, by its committed predictions. One thread. */
final class Progress implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Waiting waiting;
    private final Processes processes;
    private long predicted;

    Progress(ReadCommitted reader, List<TopicPartition> predictions, Waiting waiting, Processes processes) {
        consumer = reader.consumer(predictions);
        this.waiting = waiting;
        this.processes = processes;
    }

    /** @throws ProcessEndedException if a process has ended, or does not get there */
    void await(long examples) throws IOException, InterruptedException {
        waiting.until(examples + " predictions", () -> {
            processes.mustBeAlive();
            predicted += consumer.poll(POLL).count();
            return predicted >= examples;
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
