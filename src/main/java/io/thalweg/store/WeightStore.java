package io.thalweg.store;

import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * A learner's memory as a state store: heap arrays that are read and written in place, seen from outside as blocks of bytes under the keys of
 * {@link LearnerState}, four bytes big-endian each. The wrappers that Kafka Streams puts around it log what {@link #put} is given; the arrays
 * are already current then, so the put itself does nothing.
 *
 * <p>The task's thread owns the learner. Interactive queries read from other threads without locks: one block is consistent with the last commit
 * or newer, two blocks need not be of the same moment.
 *
 * <p>Rules that Kafka Streams 4.3 imposes: both {@link #init} and {@link #close} start from nothing, because a corrupted task is revived with
 * this very object; restored bytes go into this very object even after a standby was promoted, where {@code init} is not called again.
 */
public final class WeightStore implements InternalStore {
    private final String name;
    private final LearnerState state;
    private boolean resumed;
    private volatile boolean open;

    WeightStore(String name, OnlineLearner learner) {
        this.name = name;
        state = new LearnerState(learner);
    }

    /** The store behind whatever wraps it; for the task's own processors. */
    public static WeightStore behind(StateStore store) {
        return store.query(new Itself(), PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    public LearnerState state() {
        return state;
    }

    /**
     * Makes the learner go on from what was restored; called by every processor of the task, works once.
     *
     * @param beginning what to do if there was nothing to restore
     */
    public void resume(Runnable beginning) {
        if (!resumed) {
            if (!state.resume()) {
                beginning.run();
            }
            resumed = true;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        state.clear();
        resumed = false;
        open = true;
        context.register(root, (BatchingStateRestoreCallback) this::restore);
    }

    private void restore(Collection<KeyValue<byte[], byte[]>> records) {
        resumed = false;
        for (KeyValue<byte[], byte[]> record : records) {
            if (record.key.length != Integer.BYTES) {
                throw new IncompatibleModelException("its changelog is not one of Thalweg's");
            }
            if (record.value != null) {
                state.restore(ByteBuffer.wrap(record.key).getInt(), record.value);
            }
        }
    }

    @Override
    public void close() {
        open = false;
        resumed = false;
        state.clear();
    }

    /** Does nothing: {@code block} was encoded from the arrays. */
    @Override
    public void put(Bytes key, byte[] block) {}

    @Override
    public byte[] get(Bytes key) {
        return state.block(key(key));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        List<Bytes> keys = keys();
        keys.removeIf(key -> from != null && key.compareTo(from) < 0 || to != null && key.compareTo(to) > 0);
        return new BlockIterator(state, keys);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return keys().size();
    }

    private List<Bytes> keys() {
        List<Bytes> keys = new ArrayList<>();
        state.forEachTouched(key -> keys.add(bytes(key)));
        keys.add(bytes(LearnerState.META));
        keys.sort(null);
        return keys;
    }

    static int key(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt();
    }

    private static Bytes bytes(int key) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(key).array());
    }

    @Override
    @SuppressWarnings("unchecked") // R is what the query's own type says
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        if (query instanceof Itself) {
            return (QueryResult<R>) QueryResult.forResult(this);
        }
        if (query instanceof KeyQuery<?, ?> lookup) {
            return (QueryResult<R>) QueryResult.forResult(get((Bytes) lookup.getKey()));
        }
        return QueryResult.forUnknownQueryType(query, this);
    }

    @Override
    public Position getPosition() {
        Position position = Position.emptyPosition();
        state.learner()
                .positions()
                .forEach((InputPositions.Source source, Long next) ->
                        position.withComponent(source.topic(), source.partition(), next - 1));
        return position;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Itself() implements Query<WeightStore> {}
}
