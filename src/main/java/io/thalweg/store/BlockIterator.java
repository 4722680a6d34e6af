package io.thalweg.store;

import io.thalweg.learner.LearnerState;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Encodes block after block of a state, as it is when each is reached. */
final class BlockIterator implements KeyValueIterator<Bytes, byte[]> {
    private final LearnerState state;
    private final Iterator<Bytes> keys;
    private Bytes peeked;

    BlockIterator(LearnerState state, List<Bytes> keys) {
        this.state = state;
        this.keys = keys.iterator();
    }

    @Override
    public boolean hasNext() {
        return peeked != null || keys.hasNext();
    }

    @Override
    public Bytes peekNextKey() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (peeked == null) {
            peeked = keys.next();
        }
        return peeked;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        Bytes key = peekNextKey();
        peeked = null;
        return KeyValue.pair(key, state.block(WeightStore.key(key)));
    }

    @Override
    public void close() {}
}
