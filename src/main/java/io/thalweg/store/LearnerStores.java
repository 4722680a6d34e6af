package io.thalweg.store;

import io.thalweg.learner.OnlineLearner;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of a learning task, by the names that its changelog and its queries use. Stateless; any thread. */
public final class LearnerStores {
    public static final String WEIGHTS = "weights";
    public static final String COMMIT_HOOK = "commit-hook";
    public static final String PENDING = "pending";

    /** Only the last version of each block counts, and versions come fast: small segments, soon compacted. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(64 << 20),
            TopicConfig.SEGMENT_MS_CONFIG,
            "600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.3");

    private LearnerStores() {}

    /** The topic that an application's weights are logged to. */
    public static String changelog(String applicationId) {
        return changelog(applicationId, WEIGHTS);
    }

    /** The topic that its pending examples are logged to, if labels come on their own. */
    public static String pendingChangelog(String applicationId) {
        return changelog(applicationId, PENDING);
    }

    private static String changelog(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }

    /** @param learner gives each task a learner of its own */
    public static StoreBuilder<KeyValueStore<Integer, byte[]>> weights(Supplier<OnlineLearner> learner) {
        return Stores.keyValueStoreBuilder(
                        supplier(WEIGHTS, name -> new WeightStore(name, learner.get())),
                        Serdes.Integer(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }

    public static StoreBuilder<KeyValueStore<Integer, byte[]>> commitHook() {
        return Stores.keyValueStoreBuilder(supplier(COMMIT_HOOK, CommitHook::new), Serdes.Integer(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingDisabled();
    }

    /** On disk: a day of a busy topic does not fit on the heap. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> pending() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(PENDING), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }

    private static KeyValueBytesStoreSupplier supplier(
            String name, Function<String, KeyValueStore<Bytes, byte[]>> store) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return store.apply(name);
            }

            @Override
            public String metricsScope() {
                return "heap";
            }
        };
    }
}
