package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.ExampleDecoder;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * When a record happened: as its field of the time says, or else its timestamp. A time before 1970 is 1970, and one after the record's timestamp is that: nothing is
 * written before it happens. A request for a snapshot happens when the record before it did.
 *
 * <p>Where examples and labels are two topics, Kafka Streams takes the record with the smaller time first, and in a tie the one of the topic that it has happened to
 * hear of first, which another run need not. So there are no ties: time has steps of two milliseconds, examples are taken at the even ones and labels at the odd
 * ones, and of the same step examples come first. Any thread.
 */
final class EventTime implements TimestampExtractor {
    private static final TimestampExtractor KAFKAS = new UsePartitionTimeOnInvalidTimestamp();

    /** What of a time decides which topic it is of. */
    enum Side {
        /** There is one topic: times are as they are. */
        ALONE {
            @Override
            long of(long timeMs) {
                return timeMs;
            }
        },
        EXAMPLES {
            @Override
            long of(long timeMs) {
                return timeMs & ~1L;
            }
        },
        LABELS {
            @Override
            long of(long timeMs) {
                return timeMs | 1;
            }
        };

        abstract long of(long timeMs);
    }

    private final Side side;
    private final ThreadLocal<Reading> reading;

    /** Reads one time after the other. */
    private static final class Reading {
        private final ExampleDecoder decoder;
        private final ExampleBuilder builder = new ExampleBuilder(1, 1);

        Reading(ExampleDecoder decoder) {
            this.decoder = decoder;
        }

        long read(byte[] value, long otherwise) {
            try {
                decoder.decode(value, builder);
                long timeMs = builder.build().timestampMs();
                return timeMs == Example.NO_TIME ? otherwise : timeMs;
            } catch (RejectedExampleException e) {
                return otherwise; // it will be rejected where it is read as a whole
            }
        }
    }

    /** @param decoder what reads the field of the time; empty if there is none */
    EventTime(Side side, Optional<Supplier<ExampleDecoder>> decoder) {
        this.side = side;
        reading = decoder.map(each -> ThreadLocal.withInitial(() -> new Reading(each.get())))
                .orElse(null);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (SnapshotRequest.is(record.headers())) {
            return side.of(Math.max(0, partitionTime));
        }
        long timestamp = KAFKAS.extract(record, partitionTime);
        if (reading == null) {
            return side.of(timestamp);
        }
        long timeMs = reading.get().read((byte[]) record.value(), timestamp);
        return side.of(Math.max(0, Math.min(timeMs, timestamp)));
    }
}
