package io.thalweg.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What Kafka Streams promises the commit hook: an entry put into a cached store arrives behind the cache at the next commit, before it, once.
 * The test driver commits after every record.
 */
class CommitHookTopologyTest {
    private static final String LOGGED = "logged";

    private final List<String> events = new ArrayList<>();
    private TopologyTestDriver driver;

    /** For each word of a record: arms the hook, or does something that is none of its business. Logs how often the hook has run. */
    private final class Arming implements Processor<String, String, Void, Void> {
        private CommitHook hook;
        private int runs;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            KeyValueStore<Integer, Integer> logged = context.getStateStore(LOGGED);
            hook = CommitHook.behind(context.getStateStore(LearnerStores.COMMIT_HOOK));
            hook.onCommit(() -> {
                runs++;
                events.add("hook");
                logged.put(0, runs);
            });
        }

        @Override
        public void process(Record<String, String> record) {
            for (String word : record.value().split(" ")) {
                events.add(word);
                if (word.equals("arm")) {
                    hook.arm();
                }
            }
        }
    }

    private List<Integer> pipe(long cacheBytes, String... records) {
        Topology topology = new Topology()
                .addSource(
                        "source",
                        Serdes.String().deserializer(),
                        Serdes.String().deserializer(),
                        "input")
                .addProcessor("arming", Arming::new, "source")
                .addStateStore(LearnerStores.commitHook(), "arming")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(LOGGED), Serdes.Integer(), Serdes.Integer())
                                .withCachingDisabled(),
                        "arming");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Long.toString(cacheBytes));
        driver = new TopologyTestDriver(topology, properties);
        driver.createInputTopic("input", new StringSerializer(), new StringSerializer())
                .pipeValueList(List.of(records));
        return driver.createOutputTopic(
                        "app-" + LOGGED + "-changelog", new IntegerDeserializer(), new IntegerDeserializer())
                .readValuesToList();
    }

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void runsOnceAtTheCommitHoweverOftenItWasArmed() {
        List<Integer> logged = pipe(1 << 20, "arm a arm b arm", "arm", "arm arm c");
        assertThat(events)
                .containsExactly("arm", "a", "arm", "b", "arm", "hook", "arm", "hook", "arm", "arm", "c", "hook");
        assertThat(logged).as("what it has put is logged with the same commit").containsExactly(1, 2, 3);
    }

    @Test
    void doesNotRunUnlessArmed() {
        assertThat(pipe(1 << 20, "a", "arm", "b", "c")).containsExactly(1);
        assertThat(events).containsExactly("a", "arm", "hook", "b", "c");
    }

    @Test
    void aCacheWithoutRoomRunsItEarlyAndItCanBeArmedAgain() {
        assertThat(pipe(0, "arm a arm", "b", "arm")).containsExactly(1, 2, 3);
        assertThat(events).containsExactly("arm", "hook", "a", "arm", "hook", "b", "arm", "hook");
    }

    @Test
    void aPutThatNobodyHasArmedDoesNothing() {
        pipe(1 << 20, "arm");
        CommitHook hook = hook();
        hook.put(Bytes.wrap(new byte[4]), new byte[0]);
        hook.put(null, null);
        assertThat(events).containsExactly("arm", "hook");
    }

    @Test
    void closedItDoesNothing() {
        pipe(1 << 20, "arm");
        CommitHook hook = hook();
        assertThat(hook.isOpen()).isTrue();
        driver.close();
        driver = null;
        hook.put(null, null);
        hook.close();
        assertThat(hook.isOpen()).isFalse();
        assertThat(events).containsExactly("arm", "hook");
    }

    @Test
    void holdsNothing() {
        pipe(1 << 20, "arm");
        CommitHook hook = hook();
        Bytes key = Bytes.wrap(new byte[4]);
        assertThat(hook.get(key)).isNull();
        assertThat(hook.approximateNumEntries()).isZero();
        assertThat(hook.persistent()).isFalse();
        assertThatThrownBy(hook::all).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hook.range(key, key)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hook.delete(key)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hook.putIfAbsent(key, new byte[0])).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hook.putAll(List.of(KeyValue.pair(key, new byte[0]))))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(hook.query(KeyQuery.withKey(key), PositionBound.unbounded(), new QueryConfig(false))
                        .isFailure())
                .isTrue();
    }

    private CommitHook hook() {
        return CommitHook.behind(driver.getKeyValueStore(LearnerStores.COMMIT_HOOK));
    }
}
