package io.thalweg.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is started with: Thalweg's defaults, under the settings that the user has passed through. Any thread. */
final class StreamsProperties {
    /** Kafka Streams' own 10 s is short of a long garbage collection; more makes a dead instance's readers wait longer. */
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;

    /** A default of Kafka Streams or of a client that Thalweg changes. */
    record Default(String key, String value, String reason) {}

    static final List<Default> DEFAULTS = List.of(
            new Default(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams", """
                    The brokers assign the tasks. Brokers before Kafka 4.2 need classic, which then has session.timeout.ms=10000."""),
            new Default(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, bytes(64), """
                    The weights are logged when this cache is flushed, which has to happen at commits only."""),
            new Default(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "10000", "Twice what one poll brings."),
            new Default(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, "600000", """
                    A task sits out ten minutes without brokers before it fails."""),
            new Default(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), "262144", """
                    A commit logs many records at once: the client's 16 KiB cost twice the processor time."""),
            new Default(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "20", "Fills the batches."),
            new Default(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), "180000", """
                    Slow brokers delay a commit instead of breaking it; below max.poll.interval.ms."""),
            new Default(
                    StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                    String.valueOf(TRANSACTION_TIMEOUT_MS),
                    """
                    Three times commit.interval.ms if that is more. Readers of committed records wait this long for an instance that \
                    died."""),
            new Default(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "5000", """
                    Fewer, larger polls."""),
            new Default(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), bytes(8), """
                    Few partitions, each with many records."""),
            new Default(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), bytes(64), """
                    As above, for all partitions together."""));

    private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

    private StreamsProperties() {}

    /** All but the serdes and the handlers, which belong to the topology. Holds secrets. */
    static Properties streams(Values values, Map<String, Setting> given) {
        Properties streams = new Properties();
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        DEFAULTS.stream()
                .filter(byDefault -> !overridden(byDefault.key(), given))
                .forEach(byDefault -> streams.put(byDefault.key(), byDefault.value()));
        int commitIntervalMs = values.integer(Keys.COMMIT_INTERVAL_MS);
        streams.computeIfPresent(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (key, value) -> String.valueOf(Math.max(TRANSACTION_TIMEOUT_MS, 3 * commitIntervalMs)));
        String sessionTimeout = StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        if (isClassic(given) && !overridden(sessionTimeout, given)) {
            streams.put(sessionTimeout, "10000");
        }
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, String.valueOf(commitIntervalMs));
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, String.valueOf(values.integer(Keys.THREADS)));
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, values.text(Keys.APPLICATION_ID));
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", values.list(Keys.BOOTSTRAP_SERVERS)));
        given.forEach((key, setting) -> {
            if (key.startsWith(StreamsKeys.PREFIX)) {
                streams.put(key.substring(StreamsKeys.PREFIX.length()), setting.value());
            }
        });
        return streams;
    }

    /** What any client needs to reach the same cluster. Holds secrets. */
    static Properties clients(Properties streams) {
        Properties clients = new Properties();
        streams.stringPropertyNames().forEach(key -> {
            boolean wanted = key.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                    || key.equals(CommonClientConfigs.CLIENT_DNS_LOOKUP_CONFIG)
                    || SECURITY.stream().anyMatch(key::startsWith);
            if (wanted) {
                clients.put(key, streams.getProperty(key));
            }
        });
        return clients;
    }

    static boolean isClassic(Map<String, Setting> given) {
        Setting protocol = given.get(StreamsKeys.PREFIX + StreamsConfig.GROUP_PROTOCOL_CONFIG);
        return protocol != null && protocol.value().equalsIgnoreCase("classic");
    }

    /** Kafka prefers prefixed keys: a default with a prefix would win over a bare key that the user has set. */
    private static boolean overridden(String key, Map<String, Setting> given) {
        return given.containsKey(StreamsKeys.PREFIX + key.replaceFirst("^(producer|consumer)\\.", ""));
    }

    private static String bytes(int mebibytes) {
        return String.valueOf(mebibytes << 20);
    }
}
