package io.thalweg.serde;

import io.thalweg.example.ExampleSink;

/** Reads the records of a topic straight into a sink. One thread. */
@FunctionalInterface
public interface RecordDecoder {
    /**
     * Gives the example in {@code value} to {@code sink}. Bytes named in messages are counted from 0 at the record's first byte.
     *
     * @param value a record's value; null for a tombstone, which is rejected
     * @throws io.thalweg.example.RejectedExampleException if it is not an example, or whatever the sink refuses; the sink may have been given a part
     */
    void decode(byte[] value, ExampleSink sink);
}
