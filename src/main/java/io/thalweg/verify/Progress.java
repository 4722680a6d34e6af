package io.thalweg.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** How far the stream has got, by its committed predictions. One thread. */
final class Progress implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Waiting waiting;
    private final Processes processes;
    private long predicted;
    private long mark;

    Progress(ReadCommitted reader, List<TopicPartition> predictions, Waiting waiting, Processes processes) {
        consumer = reader.consumer(predictions);
        this.waiting = waiting;
        this.processes = processes;
    }

    /** @throws ProcessEndedException if a process has ended, or there is no progress for a while */
    void await(long examples) throws IOException, InterruptedException {
        while (predicted < examples) {
            long before = predicted;
            waiting.until("predictions beyond " + before + ", of " + examples, () -> {
                processes.mustBeAlive();
                poll();
                return predicted > before;
            });
        }
    }

    /** From here on, what is predicted is of those who work now. */
    void mark() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        mark = predicted;
    }

    /** Something has been predicted since the mark. */
    void awaitBeyondMark() throws IOException, InterruptedException {
        await(mark + 1);
    }

    private void poll() {
        predicted += consumer.poll(POLL).count();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
