package io.thalweg.verify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * All of a record but its offset; equal if equal byte for byte.
 *
 * @param key null if there is none, as may be {@code value}
 */
public record CommittedRecord(ByteBuffer key, ByteBuffer value, long timestamp, List<RecordHeader> headers) {
    /** One header of a record. */
    public record RecordHeader(String name, ByteBuffer value) {}

    public static CommittedRecord of(byte[] key, byte[] value, long timestamp, Iterable<Header> headers) {
        List<RecordHeader> copied = new ArrayList<>();
        headers.forEach(header -> copied.add(new RecordHeader(header.key(), wrap(header.value()))));
        return new CommittedRecord(wrap(key), wrap(value), timestamp, copied);
    }

    public static CommittedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return of(record.key(), record.value(), record.timestamp(), record.headers());
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
