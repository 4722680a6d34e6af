package io.thalweg.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

class WeightStoreTest {
    private static final LearnerSettings SETTINGS =
            Learners.layouts().findFirst().orElseThrow();

    private final LoggedStore logged = new LoggedStore(SETTINGS).started();
    private final WeightStore store = logged.store;

    private static List<KeyValue<Bytes, ByteBuffer>> read(KeyValueIterator<Bytes, byte[]> entries) {
        List<KeyValue<Bytes, ByteBuffer>> read = new ArrayList<>();
        entries.forEachRemaining(entry -> read.add(KeyValue.pair(entry.key, ByteBuffer.wrap(entry.value))));
        return read;
    }

    private static Bytes key(int key) {
        return Bytes.wrap(LoggedStore.key(key));
    }

    @Test
    void anUntouchedStoreHoldsItsMetaBlockOnly() {
        assertThat(read(store.all())).extracting(entry -> entry.key).containsExactly(key(-1));
        assertThat(store.approximateNumEntries()).isEqualTo(1);
        assertThat(store.get(key(0))).isNull();
    }

    @Test
    void allBlocksComeInTheOrderOfTheirKeys() {
        logged.learn(500);
        TreeMap<Bytes, ByteBuffer> expected = new TreeMap<>();
        Learners.blocks(logged.state()).forEach((key, block) -> expected.put(key(key), block));
        List<KeyValue<Bytes, ByteBuffer>> entries = read(store.all());
        assertThat(entries).extracting(entry -> entry.key).containsExactlyElementsOf(expected.keySet());
        assertThat(entries).extracting(entry -> entry.value).containsExactlyElementsOf(expected.values());
        assertThat(store.approximateNumEntries()).isEqualTo(entries.size()).isGreaterThan(3);
        entries.forEach(entry -> assertThat(store.get(entry.key)).isEqualTo(entry.value.array()));
    }

    @Test
    void aRangeIsInclusiveAtBothEnds() {
        logged.learn(500);
        List<KeyValue<Bytes, ByteBuffer>> all = read(store.all());
        assertThat(read(store.range(key(1), key(2)))).isEqualTo(all.subList(1, 3));
        assertThat(read(store.range(key(1), null))).isEqualTo(all.subList(1, all.size()));
        assertThat(read(store.range(null, key(0)))).isEqualTo(all.subList(0, 1));
        assertThat(read(store.range(key(2), key(1)))).isEmpty();
    }

    @Test
    void anIteratorMayBePeekedInto() {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(-1), null)) {
            assertThat(entries.hasNext()).isTrue();
            assertThat(entries.peekNextKey()).isEqualTo(entries.peekNextKey()).isEqualTo(key(-1));
            assertThat(entries.next().key).isEqualTo(key(-1));
            assertThat(entries.hasNext()).isFalse();
            assertThatThrownBy(entries::peekNextKey).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void keysThatAreNoBlocksAreEmpty() {
        logged.learn(100);
        for (int key : new int[] {65, 1000, Integer.MAX_VALUE, -1000, -1000000, Integer.MIN_VALUE}) {
            assertThat(store.get(key(key))).as("key %d", key).isNull();
        }
    }

    @Test
    void nobodyChangesItFromOutside() {
        logged.learn(100);
        byte[] block = store.get(key(0));
        store.put(key(0), new byte[block.length]);
        assertThat(store.get(key(0))).isEqualTo(block);
        assertThatThrownBy(() -> store.putIfAbsent(key(0), block)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> store.delete(key(0)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("weights changes by learning only");
        assertThatThrownBy(() -> store.putAll(List.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThat(store.persistent()).isFalse();
    }

    @Test
    void itsPositionIsTheLastOffsetLearned() {
        assertThat(store.getPosition()).isEqualTo(Position.emptyPosition());
        logged.learn(7);
        assertThat(store.getPosition()).isEqualTo(Position.emptyPosition().withComponent("examples", 4, 6));
    }

    @Test
    void theStoreAsStreamsBuildsItAnswersQueriesForBlocks() {
        KeyValueStore<Integer, byte[]> built = built();
        WeightStore inner = WeightStore.behind(built);
        inner.resume(() -> {});
        inner.state().learner().process(new Examples(1, SETTINGS.loss(), 10).labeled(1));
        assertThat(query(built, KeyQuery.withKey(-1)).getResult())
                .isEqualTo(inner.state().block(-1));
        assertThat(query(built, KeyQuery.withKey(0)).getResult())
                .isEqualTo(inner.state().block(0))
                .isEqualTo(built.get(0))
                .isNotEmpty();
        assertThat(query(built, KeyQuery.withKey(77)).getResult()).isNull();
        QueryResult<KeyValueIterator<Integer, byte[]>> range =
                built.query(RangeQuery.withNoBounds(), PositionBound.unbounded(), new QueryConfig(false));
        assertThat(range.isFailure()).isTrue();
        assertThat(range.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        built.close();
    }

    private static QueryResult<byte[]> query(KeyValueStore<Integer, byte[]> built, KeyQuery<Integer, byte[]> query) {
        QueryResult<byte[]> result = built.query(query, PositionBound.unbounded(), new QueryConfig(false));
        assertThat(result.isSuccess()).isTrue();
        return result;
    }

    private static KeyValueStore<Integer, byte[]> built() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        KeyValueStore<Integer, byte[]> built = LearnerStores.weights(() -> new OnlineLearner(SETTINGS))
                .withLoggingDisabled() // the mock has no changelog
                .build();
        built.init(context.getStateStoreContext(), built);
        return built;
    }

    @Test
    void eachTaskHasALearnerOfItsOwn() {
        assertThat(WeightStore.behind(built()).state())
                .isNotSameAs(WeightStore.behind(built()).state());
    }

    @Test
    void itsChangelogIsCompactedAndItIsNotCached() {
        StoreBuilder<?> builder = LearnerStores.weights(() -> new OnlineLearner(SETTINGS));
        assertThat(builder.name()).isEqualTo("weights");
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.logConfig())
                .containsEntry("cleanup.policy", "compact")
                .containsKey("segment.bytes");
        assertThat(LearnerStores.commitHook().loggingEnabled()).isFalse();
    }
}
