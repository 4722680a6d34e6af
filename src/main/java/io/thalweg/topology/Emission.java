package io.thalweg.topology;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Bytes for an output topic and the partition that they belong in: that of the input they were made from, so that what was in order stays in
 * order whatever its key.
 */
record Emission(int partition, byte[] bytes) {
    /** An output topic must have at least as many partitions as the examples topic; checked at start. */
    static final StreamPartitioner<byte[], Emission> PARTITIONER = Emission::partitions;

    static final Serializer<Emission> SERIALIZER = (topic, emission) -> emission.bytes;

    private static Optional<Set<Integer>> partitions(String topic, byte[] key, Emission emission, int partitions) {
        return Optional.of(Collections.singleton(emission.partition));
    }
}
