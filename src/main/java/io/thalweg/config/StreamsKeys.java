package io.thalweg.config;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The keys behind {@code streams.}: Kafka's own, of Streams and of the clients inside, bare or with the prefix of one kind of client; and
 * those among them that are Thalweg's to set. Keys are given with {@code streams.} in front. Stateless; any thread.
 */
final class StreamsKeys {
    static final String PREFIX = "streams.";

    /** Where a key without the prefix of a client is looked up, in this order. */
    private static final List<ConfigDef> BARE = List.of(
            StreamsConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef());

    private static final Map<String, ConfigDef> SCOPES = scopes();

    private static final String SERDES = "the topology names the serdes of each topic";
    private static final String HANDLERS =
            "errors.tolerance decides about bad records, and a lost write to the changelog must stop the task";
    private static final String BY_STREAMS = "Kafka Streams sets it";

    /** Reasons, by the key as the client knows it. */
    private static final Map<String, String> OWNED = Map.ofEntries(
            entry(StreamsConfig.APPLICATION_ID_CONFIG, "set application.id"),
            entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "set bootstrap.servers"),
            entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "set commit.interval.ms"),
            entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "set threads"),
            entry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "set dead.letter.topic"),
            entry(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, SERDES),
            entry(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, SERDES),
            entry(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, HANDLERS),
            entry("default.deserialization.exception.handler", HANDLERS),
            entry(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, HANDLERS),
            entry("default.production.exception.handler", HANDLERS),
            entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, HANDLERS),
            entry("processing.exception.handler.global.enabled", HANDLERS),
            entry(
                    StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                    "weights, outputs and offsets are committed together, or input would be skipped after a crash"),
            entry(
                    StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                    "the changelog must keep its name, or the model is lost"),
            entry(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, "the topology is run as the topology command prints it"),
            entry(
                    StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                    "predictions carry the timestamps of their examples"),
            entry("cache.max.bytes.buffering", "it is deprecated, set streams.statestore.cache.max.bytes"),
            entry(StreamsConfig.CONFIG_PROVIDERS_CONFIG, "${file:path:key} and ${env:NAME} work in every value"),
            entry(TopicConfig.CLEANUP_POLICY_CONFIG, "the model is restored from a compacted changelog"),
            entry(ConsumerConfig.GROUP_ID_CONFIG, "set application.id"),
            entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, BY_STREAMS),
            entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, BY_STREAMS),
            entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BY_STREAMS),
            entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BY_STREAMS),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, BY_STREAMS),
            entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, BY_STREAMS),
            entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, BY_STREAMS),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, BY_STREAMS));

    private StreamsKeys() {}

    /** Kafka's definition of the key; nothing if Kafka does not know it, or it does not begin with {@code streams.}. */
    static Optional<ConfigDef.ConfigKey> find(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = key.substring(PREFIX.length());
        String scope = scope(rest);
        String name = rest.substring(scope.length());
        return definitions(scope).stream()
                .map(definition -> definition.configKeys().get(name))
                .filter(known -> known != null)
                .findFirst();
    }

    /** Why a known key must not be set, or nothing. */
    static Optional<String> refusal(String key) {
        return find(key).map(known -> OWNED.get(known.name));
    }

    /** Owned keys and reasons, for the reference page. */
    static Map<String, String> owned() {
        return OWNED;
    }

    /** Every known key that {@link #refusal} allows, without {@code streams.}. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        BARE.forEach(definition -> names.addAll(definition.names()));
        SCOPES.forEach((scope, definition) -> definition.names().forEach(name -> names.add(scope + name)));
        names.removeIf(name -> refusal(PREFIX + name).isPresent());
        return names;
    }

    private static String scope(String rest) {
        return SCOPES.keySet().stream().filter(rest::startsWith).findFirst().orElse("");
    }

    private static List<ConfigDef> definitions(String scope) {
        return scope.isEmpty() ? BARE : List.of(SCOPES.get(scope));
    }

    private static Map<String, ConfigDef> scopes() {
        Map<String, ConfigDef> scopes = new LinkedHashMap<>();
        scopes.put(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef());
        scopes.put(StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configDef());
        scopes.put(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef());
        scopes.put(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef());
        scopes.put(StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configDef());
        scopes.put(StreamsConfig.TOPIC_PREFIX, topic());
        return scopes;
    }

    /** Settings of the changelog; the broker checks the values. */
    private static ConfigDef topic() {
        ConfigDef topic = new ConfigDef();
        List.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        TopicConfig.COMPRESSION_GZIP_LEVEL_CONFIG,
                        TopicConfig.COMPRESSION_LZ4_LEVEL_CONFIG,
                        TopicConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
                        TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                        TopicConfig.FLUSH_MS_CONFIG,
                        TopicConfig.INDEX_INTERVAL_BYTES_CONFIG,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        TopicConfig.PREALLOCATE_CONFIG,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        TopicConfig.SEGMENT_INDEX_BYTES_CONFIG,
                        TopicConfig.SEGMENT_JITTER_MS_CONFIG,
                        TopicConfig.SEGMENT_MS_CONFIG,
                        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)
                .forEach(name ->
                        topic.define(name, ConfigDef.Type.STRING, ConfigDef.Importance.LOW, "A topic's setting."));
        return topic;
    }
}
