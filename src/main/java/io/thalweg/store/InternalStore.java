package io.thalweg.store;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/** A key-value store as far as Kafka Streams has to see one: nobody changes its entries but through {@link #put}, and nothing of it is on disk. */
interface InternalStore extends KeyValueStore<Bytes, byte[]> {
    /** False: what it holds is on the heap, and restored from the start of its changelog if it has one. */
    @Override
    default boolean persistent() {
        return false;
    }

    @Override
    default byte[] putIfAbsent(Bytes key, byte[] value) {
        throw notFromOutside();
    }

    @Override
    default void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw notFromOutside();
    }

    @Override
    default byte[] delete(Bytes key) {
        throw notFromOutside();
    }

    private UnsupportedOperationException notFromOutside() {
        return new UnsupportedOperationException(name() + " changes by learning only");
    }
}
