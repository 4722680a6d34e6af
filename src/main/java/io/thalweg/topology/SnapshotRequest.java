package io.thalweg.topology;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record of the examples topic that asks the model of its partition for a snapshot. It travels with the examples so that the snapshot is taken
 * at a place in the stream and not at a time: a run repeated gives the same bytes.
 */
public final class SnapshotRequest {
    static final String HEADER = "thalweg.snapshot";

    private SnapshotRequest() {}

    public static boolean is(Headers headers) {
        return headers.lastHeader(HEADER) != null;
    }

    public static ProducerRecord<byte[], byte[]> to(String examplesTopic, int partition) {
        return to(examplesTopic, partition, null);
    }

    /** @param timestamp in milliseconds since 1970 UTC; null for that of its sending */
    public static ProducerRecord<byte[], byte[]> to(String examplesTopic, int partition, Long timestamp) {
        byte[] nothing = null;
        ProducerRecord<byte[], byte[]> request =
                new ProducerRecord<>(examplesTopic, partition, timestamp, nothing, nothing);
        request.headers().add(HEADER, new byte[0]);
        return request;
    }
}
