package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.LearnerStores;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * The data's way from topic to topic:
 *
 * <pre>
 *   examples ──▶ admit ──▶ learn ──▶ predictions
 *                  │         ├─────▶ rolling-loss
 *                  │         └─────▶ snapshots
 *                  └ rejects ──────▶ dead-letter      (by the processing exception handler)
 * </pre>
 *
 * One task, one model for each partition of the examples topic.
 */
public final class ThalwegTopology {
    private static final String INTERCEPTORS =
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

    static final String EXAMPLES = "examples";
    static final String ADMIT = "admit";
    public static final String LEARN = "learn";
    static final String PREDICTIONS = "predictions";
    static final String ROLLING_LOSS = "rolling-loss";
    static final String SNAPSHOTS = "snapshots";

    private ThalwegTopology() {}

    /** For formats that need no registry. */
    public static Topology build(ThalwegConfig config, WarmStartSource warmStart, InputProbe probe) {
        return build(config, warmStart, probe, WireFormats.alone(config));
    }

    public static Topology build(
            ThalwegConfig config, WarmStartSource warmStart, InputProbe probe, WireFormats formats) {
        TopicNames topics = config.topics();
        TaskLearner.Factory learners = new TaskLearner.Factory(warmStart, probe, config.offsetGapPolicy());
        SnapshotPublisher publisher =
                new SnapshotPublisher(config.applicationId(), config.recorded(), config.snapshots(), formats.headers());
        return new Topology(new TopologyConfig(new StreamsConfig(properties(config))))
                .addSource(EXAMPLES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.examples())
                .addProcessor(ADMIT, () -> new AdmitProcessor(learners, formats), EXAMPLES)
                .addProcessor(
                        LEARN,
                        () -> new LearnProcessor(
                                learners,
                                publisher,
                                config.rollingLossEvery(),
                                config.predictionsTop(),
                                formats.headers()),
                        ADMIT)
                .addStateStore(LearnerStores.weights(() -> new OnlineLearner(config.learner())), ADMIT, LEARN)
                .addStateStore(LearnerStores.commitHook(), ADMIT, LEARN)
                .addSink(
                        PREDICTIONS,
                        topics.predictions(),
                        new ByteArraySerializer(),
                        Emission.SERIALIZER,
                        Emission.PARTITIONER,
                        LEARN)
                .addSink(
                        ROLLING_LOSS,
                        topics.rollingLoss(),
                        new ByteArraySerializer(),
                        Emission.SERIALIZER,
                        Emission.PARTITIONER,
                        LEARN)
                .addSink(
                        SNAPSHOTS,
                        topics.snapshots(),
                        new ByteArraySerializer(),
                        Emission.SERIALIZER,
                        Emission.PARTITIONER,
                        LEARN);
    }

    /**
     * What {@code KafkaStreams} is started with: the configuration's own properties, and the handlers that this topology needs.
     *
     * @param uncommitted is told what the threads leave behind
     * @param formats those of the topology
     */
    public static Properties properties(ThalwegConfig config, UncommittedOutputs uncommitted, WireFormats formats) {
        Properties properties = properties(config);
        properties.put(UncommittedOutputs.CONFIG, uncommitted);
        formats.gate().ifPresent(gate -> {
            properties.put(SchemaGate.CONFIG, gate);
            properties.put(INTERCEPTORS, interceptors(properties));
        });
        return properties;
    }

    /** The user's, for all consumers or for the main one, and the gate. */
    private static String interceptors(Properties properties) {
        String gate = GateInterceptor.class.getName();
        for (String key : List.of(
                INTERCEPTORS,
                StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)) {
            String others = properties.getProperty(key, "");
            if (!others.isBlank()) {
                return others + "," + gate;
            }
        }
        return gate;
    }

    /** The same, if nobody asks afterwards. */
    public static Properties properties(ThalwegConfig config) {
        Properties properties = config.streams();
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RejectHandler.class);
        properties.put(RejectHandler.TOLERANCE_CONFIG, config.errorsTolerance().name());
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                config.topics().deadLetter());
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, UsePartitionTimeOnInvalidTimestamp.class);
        properties.putIfAbsent(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, GuardedClients.class);
        return properties;
    }
}
