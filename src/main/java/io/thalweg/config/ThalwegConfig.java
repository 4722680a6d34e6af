package io.thalweg.config;

import io.thalweg.evaluation.Convergence;
import io.thalweg.learner.FakeNegatives;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Role;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import io.thalweg.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A configuration without errors. Precedence: {@code --set} over environment variables {@code THALWEG_…} over the file over defaults.
 * Immutable; any thread.
 */
public final class ThalwegConfig {
    private final SortedMap<String, Setting> given;
    private final Values values;
    private final FormatSettings formats;
    private final Properties streams;

    private ThalwegConfig(SortedMap<String, Setting> given, Values values, FormatSettings formats, Properties streams) {
        this.given = given;
        this.values = values;
        this.formats = formats;
        this.streams = streams;
    }

    /**
     * @param file a {@code .properties} file in UTF-8, or null
     * @param sets {@code key=value}; of the same key, the last counts
     * @param environment {@code THALWEG_LEARNING_RATE} is {@code learning.rate}
     * @throws ConfigurationException with everything that is wrong
     */
    public static ThalwegConfig read(Path file, List<String> sets, Map<String, String> environment) {
        List<String> errors = new ArrayList<>();
        SortedMap<String, Setting> given = Sources.read(file, sets, environment, errors);
        UnknownKeys.check(given, errors);
        ImpliedOptimizer.add(given);
        Values values = new Values(given, errors);
        StreamsCheck.each(given, errors);
        Contradictions.check(values, Runtime.getRuntime().maxMemory(), errors);
        FormatSettings formats = FormatCheck.read(values, errors);
        refuse(errors, file);
        Properties streams = StreamsProperties.streams(values, given);
        StreamsCheck.together(streams, given, errors);
        refuse(errors, file);
        return new ThalwegConfig(given, values, formats, streams);
    }

    private static void refuse(List<String> errors, Path file) {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors, file);
        }
    }

    /** The reference page, Markdown. */
    public static String reference() {
        return Reference.page();
    }

    public LearnerSettings learner() {
        return new LearnerSettings(
                LossSetting.of(values),
                OptimizerKind.valueOf(upper(Keys.OPTIMIZER)),
                learningRate(),
                values.number(Keys.FTRL_BETA),
                new Regularization(values.number(Keys.L1), values.number(Keys.L2)),
                values.integer(Keys.HASH_BITS),
                new InitialWeights(
                        values.number(Keys.WEIGHTS_INIT_DEVIATION), values.longInteger(Keys.WEIGHTS_INIT_SEED)),
                new Steps(values.text(Keys.UPDATES).equals("importance-aware"), values.number(Keys.GRADIENT_CLIP)),
                values.integer(Keys.EXAMPLES_MAX_FEATURES),
                values.integer(Keys.ROLLING_LOSS_WINDOW),
                new Convergence(
                        values.number(Keys.CONVERGENCE_LOSS_TOLERANCE),
                        values.number(Keys.CONVERGENCE_GRADIENT_TOLERANCE)),
                values.integer(Keys.NAMES_KEEP),
                fakeNegatives());
    }

    private FakeNegatives fakeNegatives() {
        return switch (values.text(Keys.LABEL_DEFAULT_LEARNING)) {
            case "at-once-weighted" -> FakeNegatives.WEIGHTED;
            case "at-once-calibrated" -> FakeNegatives.CALIBRATED;
            default -> FakeNegatives.NONE;
        };
    }

    /** The settings that {@link #learner} is made of, as they would be written: {@link #read} takes them as {@code key=value}. */
    public SortedMap<String, String> learning() {
        SortedMap<String, String> learning = new TreeMap<>();
        Keys.LEARNING.stream().filter(this::applies).forEach(key -> learning.put(key, values.written(key)));
        return learning;
    }

    private boolean applies(String key) {
        String optimizer = values.text(Keys.OPTIMIZER);
        if (optimizer.equals("auto") && Keys.NOT_WITH_AUTO.contains(key)) {
            return false;
        }
        return switch (key) {
            case Keys.LOSS_QUANTILE -> values.text(Keys.LOSS).equals("quantile");
            case Keys.CLASSES -> values.text(Keys.LOSS).equals("softmax");
            case Keys.LEARNING_RATE_POWER -> learningRate() instanceof LearningRate.InverseScaling;
            case Keys.LABEL_DEFAULT_LEARNING -> fakeNegatives() != FakeNegatives.NONE;
            case Keys.FTRL_BETA -> optimizer.equals("ftrl");
            case Keys.UPDATES -> !optimizer.equals("ftrl");
            default -> true;
        };
    }

    /** What the fields of a record mean. */
    public FieldMapping fieldMapping() {
        return FeaturesSetting.mapping(values);
    }

    /** The paths of fields that somebody has named, other than by default, by what they mean. */
    public Map<Role, String> namedFields() {
        return FeaturesSetting.named(values);
    }

    /** The settings that {@link #fieldMapping} is made of and that are not at their defaults, as they would be written. */
    public SortedMap<String, String> mapping() {
        return FeaturesSetting.written(values);
    }

    /** What a snapshot says of the settings that it was learned with: {@link #learning} and {@link #mapping}. */
    public SortedMap<String, String> recorded() {
        SortedMap<String, String> recorded = learning();
        recorded.putAll(mapping());
        return recorded;
    }

    /** What each model takes of the heap. */
    public ModelMemory modelMemory() {
        return ModelMemory.of(values);
    }

    /** How many models an instance may have to hold, if no fewer instances than {@code instances} are there: active ones, and the standbys of classic groups. Those of a {@code streams} group are set on the brokers, and not counted. */
    public int modelsPerInstance(int partitions) {
        int instances = values.integer(Keys.INSTANCES);
        long copies = 1 + Long.parseLong(streams.getProperty(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "0"));
        return (int) Math.min(partitions, (partitions * copies + instances - 1) / instances);
    }

    /** Labelled examples between two records of the rolling loss topic. */
    public int rollingLossEvery() {
        return values.integer(Keys.ROLLING_LOSS_EVERY);
    }

    /** How many classes a prediction carries at most; 0 for all. */
    public int predictionsTop() {
        return values.integer(Keys.PREDICTIONS_TOP);
    }

    public TopicNames topics() {
        return new TopicNames(
                values.text(Keys.EXAMPLES_TOPIC),
                values.text(Keys.PREDICTIONS_TOPIC),
                values.text(Keys.ROLLING_LOSS_TOPIC),
                values.text(Keys.SNAPSHOTS_TOPIC),
                values.text(Keys.DEAD_LETTER_TOPIC));
    }

    /** Where labels come from if they do not come with the examples. */
    public Optional<LabelSettings> labels() {
        return LabelSettings.of(values);
    }

    /** How the records of the topics are written. */
    public FormatSettings formats() {
        return formats;
    }

    /** Partitions of the topics that Thalweg creates. */
    public int topicPartitions() {
        return values.integer(Keys.TOPICS_PARTITIONS);
    }

    /** Replicas of the topics that Thalweg creates; −1 is the broker's default. */
    public short topicReplication() {
        return (short) values.integer(Keys.TOPICS_REPLICATION);
    }

    public SnapshotSettings snapshots() {
        return new SnapshotSettings(
                values.longInteger(Keys.SNAPSHOT_EVERY),
                values.integer(Keys.SNAPSHOT_KEEP),
                Optional.of(values.text(Keys.SNAPSHOT_DIR))
                        .filter(directory -> !directory.isEmpty())
                        .map(Path::of),
                WarmStart.parse(values.text(Keys.WARM_START)),
                values.text(Keys.WARM_START_TAKE).equals("state")
                        ? new WarmStart.State()
                        : new WarmStart.Weights((float) values.number(Keys.WARM_START_CONFIDENCE)),
                values.text(Keys.WARM_START_OFFSETS).equals("keep"));
    }

    public ErrorsTolerance errorsTolerance() {
        return ErrorsTolerance.valueOf(upper(Keys.ERRORS_TOLERANCE));
    }

    public OffsetGapPolicy offsetGapPolicy() {
        return OffsetGapPolicy.valueOf(upper(Keys.OFFSET_GAP_POLICY));
    }

    /** How to reach the schema registry; empty if there is none. */
    public Optional<RegistrySettings> registry() {
        return RegistryKeys.settings(values);
    }

    public String applicationId() {
        return values.text(Keys.APPLICATION_ID);
    }

    /** {@code host:port} of each. */
    public List<String> bootstrapServers() {
        return values.list(Keys.BOOTSTRAP_SERVERS);
    }

    /** For {@code KafkaStreams}: all but the serdes and handlers, which the topology knows. A new copy; holds secrets, never print it. */
    public Properties streams() {
        Properties copy = new Properties();
        copy.putAll(streams);
        return copy;
    }

    /** Address and security, for any other client of the same cluster. A new copy; holds secrets, never print it. */
    public Properties clients() {
        return StreamsProperties.clients(streams);
    }

    /**
     * Every key with its value, and the {@code streams.} keys that were given, to be printed: secrets are masked, and a value from
     * {@code ${file:…}} or {@code ${env:…}} stays the reference that it was written as.
     */
    public SortedMap<String, String> effective() {
        SortedMap<String, String> effective = new TreeMap<>();
        Definition.CONFIG.names().forEach(key -> effective.put(key, values.shown(key)));
        given.forEach((key, setting) -> effective.put(key, setting.shown()));
        return effective;
    }

    /** Somebody else's message on one line, without what it repeats of these settings' secrets. */
    public String withoutSecrets(String message) {
        return Secrets.removed(message, given.values());
    }

    private LearningRate learningRate() {
        double initial = values.number(Keys.LEARNING_RATE);
        return values.text(Keys.LEARNING_RATE_SCHEDULE).equals("constant")
                ? new LearningRate.Constant(initial)
                : new LearningRate.InverseScaling(initial, values.number(Keys.LEARNING_RATE_POWER));
    }

    private String upper(String key) {
        return values.text(key).toUpperCase(Locale.ROOT);
    }
}
