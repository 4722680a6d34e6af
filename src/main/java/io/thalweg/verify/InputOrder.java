package io.thalweg.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The order in which Kafka Streams takes the records of one partition of two topics, if all are there: always the one at the head that happened first. Times have
 * steps of two milliseconds, and of the same step examples come first. Stateless; any thread.
 */
final class InputOrder {
    private InputOrder() {}

    static long time(ConsumerRecord<byte[], byte[]> record, boolean isLabel) {
        return record.timestamp() / 2 * 2 + (isLabel ? 1 : 0);
    }

    static List<ConsumerRecord<byte[], byte[]>> merged(
            List<ConsumerRecord<byte[], byte[]>> examples, List<ConsumerRecord<byte[], byte[]>> labels) {
        List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>(examples.size() + labels.size());
        int label = 0;
        for (ConsumerRecord<byte[], byte[]> example : examples) {
            while (label < labels.size() && time(labels.get(label), true) < time(example, false)) {
                merged.add(labels.get(label++));
            }
            merged.add(example);
        }
        merged.addAll(labels.subList(label, labels.size()));
        return merged;
    }
}
