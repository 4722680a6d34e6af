package io.thalweg.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * When examples and labels happened, where both are topics. Kafka Streams takes the record with the smaller time first, and in a tie the one of the topic that it has
 * happened to hear of first, which another run need not. So there are no ties: time has steps of two milliseconds, examples are taken at the even ones and labels
 * at the odd ones, and of the same step examples come first.
 */
final class EventTime implements TimestampExtractor {
    private static final TimestampExtractor KAFKAS = new UsePartitionTimeOnInvalidTimestamp();

    private final int side;

    private EventTime(int side) {
        this.side = side;
    }

    static EventTime ofExamples() {
        return new EventTime(0);
    }

    static EventTime ofLabels() {
        return new EventTime(1);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return KAFKAS.extract(record, partitionTime) & ~1L | side;
    }
}
