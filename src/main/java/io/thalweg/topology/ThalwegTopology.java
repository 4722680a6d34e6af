package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.WriterSchemas;
import io.thalweg.store.LearnerStores;
import java.util.Properties;
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
    static final String EXAMPLES = "examples";
    static final String ADMIT = "admit";
    public static final String LEARN = "learn";
    static final String PREDICTIONS = "predictions";
    static final String ROLLING_LOSS = "rolling-loss";
    static final String SNAPSHOTS = "snapshots";

    private ThalwegTopology() {}

    public static Topology build(ThalwegConfig config, WarmStartSource warmStart, InputProbe probe) {
        TopicNames topics = config.topics();
        TaskLearner.Factory learners = new TaskLearner.Factory(warmStart, probe, config.offsetGapPolicy());
        SnapshotPublisher publisher =
                new SnapshotPublisher(config.applicationId(), config.recorded(), config.snapshots());
        return new Topology(new TopologyConfig(new StreamsConfig(properties(config))))
                .addSource(EXAMPLES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.examples())
                .addProcessor(
                        ADMIT,
                        () -> new AdmitProcessor(learners, new ExampleDecoder(WriterSchemas.builtIn())),
                        EXAMPLES)
                .addProcessor(
                        LEARN,
                        () -> new LearnProcessor(
                                learners, publisher, config.rollingLossEvery(), config.predictionsTop()),
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
     */
    public static Properties properties(ThalwegConfig config, UncommittedOutputs uncommitted) {
        Properties properties = properties(config);
        properties.put(UncommittedOutputs.CONFIG, uncommitted);
        return properties;
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
