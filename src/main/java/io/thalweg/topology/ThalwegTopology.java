package io.thalweg.topology;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.LearnerStores;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * The data's way from topic to topic:
 *
 * <pre>
 *   examples ──▶ admit ────────▶ learn ──▶ predictions
 *                  │            ▲  ├─────▶ rolling-loss
 *   labels ────▶ admit-labels ──┘  ├─────▶ snapshots
 *                  │               └─────▶ outcomes
 *                  └ rejects ────────────▶ dead-letter      (by the processing exception handler)
 * </pre>
 *
 * Labels have a topic of their own only if the configuration names one, and so have outcomes. One task, one model for each partition of the examples topic.
 */
public final class ThalwegTopology {
    private static final String INTERCEPTORS =
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

    static final String EXAMPLES = "examples";
    static final String LABELS = "labels";
    static final String ADMIT = "admit";
    static final String ADMIT_LABELS = "admit-labels";
    public static final String LEARN = "learn";
    static final String PREDICTIONS = "predictions";
    static final String ROLLING_LOSS = "rolling-loss";
    static final String SNAPSHOTS = "snapshots";
    static final String OUTCOMES = "outcomes";

    private final ThalwegConfig config;
    private final WireFormats formats;
    private final TaskLearner.Factory learners;
    private final LearnOutputs.Settings outputs;
    private final Topology topology;

    private ThalwegTopology(ThalwegConfig config, WarmStartSource warmStart, InputProbe probe, WireFormats formats) {
        this.config = config;
        this.formats = formats;
        learners = new TaskLearner.Factory(warmStart, probe, config.offsetGapPolicy());
        outputs = new LearnOutputs.Settings(
                new SnapshotPublisher(config.applicationId(), config.recorded(), config.snapshots(), formats.headers()),
                config.rollingLossEvery(),
                config.predictionsTop(),
                config.topics().examples(),
                formats.headers());
        topology = new Topology(new TopologyConfig(new StreamsConfig(properties(config))));
    }

    /** For formats that need no registry. */
    public static Topology build(ThalwegConfig config, WarmStartSource warmStart, InputProbe probe) {
        return build(config, warmStart, probe, WireFormats.alone(config));
    }

    public static Topology build(
            ThalwegConfig config, WarmStartSource warmStart, InputProbe probe, WireFormats formats) {
        ThalwegTopology building = new ThalwegTopology(config, warmStart, probe, formats);
        config.labels().ifPresentOrElse(building::joinLabels, building::learn);
        building.sinks();
        return building.topology;
    }

    private void learn() {
        TimestampExtractor time = formats.exampleTime()
                .map(decoder -> new EventTime(EventTime.Side.ALONE, Optional.of(decoder)))
                .orElse(null);
        source(EXAMPLES, config.topics().examples(), time);
        topology.addProcessor(ADMIT, () -> admit(Admission.EXAMPLES), EXAMPLES)
                .addProcessor(LEARN, () -> new LearnProcessor(learners, outputs), ADMIT);
        learnerStores(ADMIT, LEARN);
    }

    private void joinLabels(LabelSettings labels) {
        JoinLabelsProcessor.Labels joined =
                new JoinLabelsProcessor.Labels(labels.topic(), labels.policy(), labels.emitted());
        source(EXAMPLES, config.topics().examples(), new EventTime(EventTime.Side.EXAMPLES, formats.exampleTime()));
        source(LABELS, labels.topic(), new EventTime(EventTime.Side.LABELS, formats.labelTime()));
        topology.addProcessor(ADMIT, () -> admit(Admission.EXAMPLES_TO_JOIN), EXAMPLES)
                .addProcessor(ADMIT_LABELS, () -> admit(Admission.LABELS), LABELS)
                .addProcessor(LEARN, () -> new JoinLabelsProcessor(learners, outputs, joined), ADMIT, ADMIT_LABELS)
                .addStateStore(LearnerStores.pending(), LEARN);
        learnerStores(ADMIT, ADMIT_LABELS, LEARN);
        labels.outcomesTopic().ifPresent(outcomes -> sink(OUTCOMES, outcomes));
    }

    /** @param time null for that of the records */
    private void source(String name, String topic, TimestampExtractor time) {
        AutoOffsetReset asConfigured = null;
        topology.addSource(asConfigured, name, time, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private AdmitProcessor admit(Admission admission) {
        return new AdmitProcessor(learners, formats, admission);
    }

    private void learnerStores(String... processors) {
        topology.addStateStore(LearnerStores.weights(() -> new OnlineLearner(config.learner())), processors)
                .addStateStore(LearnerStores.commitHook(), processors);
    }

    private void sinks() {
        TopicNames topics = config.topics();
        sink(PREDICTIONS, topics.predictions());
        sink(ROLLING_LOSS, topics.rollingLoss());
        sink(SNAPSHOTS, topics.snapshots());
    }

    private void sink(String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), Emission.SERIALIZER, Emission.PARTITIONER, LEARN);
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
