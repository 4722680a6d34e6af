package io.thalweg.verify;

import io.thalweg.topology.SnapshotRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The order in which Kafka Streams takes the records of one partition of two topics, if all are there: always the one at the head that happened first. Times have
 * steps of two milliseconds, and of the same step examples come first; a request for a snapshot happens when the record before it did. Labels behind the last
 * example wait for more examples, and are not taken. Stateless; any thread.
 */
final class InputOrder {
    private InputOrder() {}

    /** A record and when it happened. */
    record Timed(ConsumerRecord<byte[], byte[]> record, long timeMs) {}

    /** The records of one topic alone: their times are as they are. */
    static List<Timed> alone(List<ConsumerRecord<byte[], byte[]>> examples) {
        return examples.stream()
                .map(record -> new Timed(record, record.timestamp()))
                .toList();
    }

    static List<Timed> merged(
            List<ConsumerRecord<byte[], byte[]>> examples, List<ConsumerRecord<byte[], byte[]>> labels) {
        List<Timed> merged = new ArrayList<>(examples.size() + labels.size());
        List<Timed> timedLabels = timed(labels, 1);
        int label = 0;
        for (Timed example : timed(examples, 0)) {
            while (label < labels.size() && timedLabels.get(label).timeMs < example.timeMs) {
                merged.add(timedLabels.get(label++));
            }
            merged.add(example);
        }
        return merged;
    }

    private static List<Timed> timed(List<ConsumerRecord<byte[], byte[]>> records, int side) {
        List<Timed> timed = new ArrayList<>(records.size());
        long latest = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            long timeMs = SnapshotRequest.is(record.headers()) ? latest : record.timestamp() / 2 * 2 + side;
            latest = Math.max(latest, timeMs);
            timed.add(new Timed(record, timeMs));
        }
        return timed;
    }
}
