package io.thalweg.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store that holds nothing and runs an action just before each commit. Kafka Streams puts its record cache in front of it and must flush that
 * cache before it commits: an entry put since the last commit arrives at {@link #put} exactly then, inside the transaction. (The flush may also
 * come early, when the cache is short of room; it then comes again.) The action must write to other, uncached stores only.
 *
 * <p>Pinned by {@code CommitHookTopologyTest} and the crash tests: if a version of Kafka Streams stopped flushing here, learning would lose its
 * durability silently.
 */
public final class CommitHook implements InternalStore {
    private static final byte[] ARMED = {};

    private final String name;
    private KeyValueStore<Integer, byte[]> cached;
    private Runnable action;
    private boolean armed;
    private volatile boolean open;

    CommitHook(String name) {
        this.name = name;
    }

    /** The hook behind the record cache; {@code cached} is the store as a processor's context gives it. */
    public static CommitHook behind(KeyValueStore<Integer, byte[]> cached) {
        CommitHook hook = cached.query(new Itself(), PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
        hook.cached = cached;
        return hook;
    }

    /** What to do before a commit from now on. */
    public void onCommit(Runnable action) {
        this.action = action;
        armed = false;
    }

    /** Asks for the action to run before the next commit. Cheap when already asked. */
    public void arm() {
        if (!armed) {
            armed = true;
            cached.put(0, ARMED);
        }
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (armed && action != null) {
            armed = false;
            action.run();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        armed = false;
        open = true;
        context.register(root, (key, value) -> {});
    }

    @Override
    public void close() {
        open = false;
        armed = false;
        action = null;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    @SuppressWarnings("unchecked") // R is what the query's own type says
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        return query instanceof Itself
                ? (QueryResult<R>) QueryResult.forResult(this)
                : QueryResult.forUnknownQueryType(query, this);
    }

    @Override
    public byte[] get(Bytes key) {
        return null;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw new UnsupportedOperationException(name + " holds nothing to iterate over");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw new UnsupportedOperationException(name + " holds nothing to iterate over");
    }

    @Override
    public long approximateNumEntries() {
        return 0;
    }

    private record Itself() implements Query<CommitHook> {}
}
