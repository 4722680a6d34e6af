package io.thalweg.config;

import java.util.List;

/** The names of the settings, in the order of {@link Definition}. */
final class Keys {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String APPLICATION_ID = "application.id";
    static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    static final String THREADS = "threads";
    static final String INSTANCES = "instances";

    static final String EXAMPLES_TOPIC = "examples.topic";
    static final String PREDICTIONS_TOPIC = "predictions.topic";
    static final String ROLLING_LOSS_TOPIC = "rolling.loss.topic";
    static final String SNAPSHOTS_TOPIC = "snapshots.topic";
    static final String DEAD_LETTER_TOPIC = "dead.letter.topic";
    static final String PREDICTIONS_TOP = "predictions.top";
    static final String TOPICS_PARTITIONS = "topics.partitions";
    static final String TOPICS_REPLICATION = "topics.replication";

    static final String EXAMPLES_FORMAT = "examples.format";
    static final String EXAMPLES_SCHEMA = "examples.schema";
    static final String OUTPUTS_FORMAT = "outputs.format";

    static final String LABEL_FIELD = "label.field";
    static final String IMPORTANCE_FIELD = "importance.field";
    static final String ID_FIELD = "id.field";
    static final String TIME_FIELD = "time.field";
    static final String FEATURES_INCLUDE = "features.include";
    static final String FEATURES_EXCLUDE = "features.exclude";
    static final String FEATURES_TRANSFORM = "features.transform";
    static final String FEATURES_INTERACTIONS = "features.interactions";

    static final String LOSS = "loss";
    static final String LOSS_QUANTILE = "loss.quantile";
    static final String CLASSES = "classes";
    static final String OPTIMIZER = "optimizer";
    static final String LEARNING_RATE = "learning.rate";
    static final String LEARNING_RATE_SCHEDULE = "learning.rate.schedule";
    static final String LEARNING_RATE_POWER = "learning.rate.power";
    static final String FTRL_BETA = "ftrl.beta";
    static final String GRADIENT_CLIP = "gradient.clip";
    static final String UPDATES = "updates";
    static final String L1 = "l1";
    static final String L2 = "l2";
    static final String HASH_BITS = "hash.bits";
    static final String WEIGHTS_INIT_DEVIATION = "weights.init.deviation";
    static final String WEIGHTS_INIT_SEED = "weights.init.seed";

    static final String NAMES_KEEP = "names.keep";

    static final String ROLLING_LOSS_WINDOW = "rolling.loss.window";
    static final String ROLLING_LOSS_EVERY = "rolling.loss.every";
    static final String CONVERGENCE_LOSS_TOLERANCE = "convergence.loss.tolerance";
    static final String CONVERGENCE_GRADIENT_TOLERANCE = "convergence.gradient.tolerance";

    static final String SNAPSHOT_EVERY = "snapshot.every";
    static final String SNAPSHOT_KEEP = "snapshot.keep";
    static final String SNAPSHOT_DIR = "snapshot.dir";
    static final String WARM_START = "warm.start";
    static final String WARM_START_TAKE = "warm.start.take";
    static final String WARM_START_CONFIDENCE = "warm.start.confidence";
    static final String WARM_START_OFFSETS = "warm.start.offsets";

    static final String EXAMPLES_MAX_FEATURES = "examples.max.features";
    static final String ERRORS_TOLERANCE = "errors.tolerance";
    static final String OFFSET_GAP_POLICY = "offset.gap.policy";

    static final String LABELS_TOPIC = "labels.topic";
    static final String LABELS_FORMAT = "labels.format";
    static final String LABELS_SCHEMA = "labels.schema";
    static final String LABEL_ID_FIELD = "label.id.field";
    static final String LABEL_VALUE_FIELD = "label.value.field";
    static final String LABEL_VALUE = "label.value";
    static final String LABEL_TIME_FIELD = "label.time.field";
    static final String OUTCOMES_TOPIC = "outcomes.topic";
    static final String OUTCOMES_EMIT = "outcomes.emit";
    static final String LABEL_WAIT_MS = "label.wait.ms";
    static final String LABEL_DEFAULT = "label.default";
    static final String LABEL_DEFAULT_LEARNING = "label.default.learning";
    static final String LABEL_EARLY_MS = "label.early.ms";
    static final String LABEL_MEMORY_MS = "label.memory.ms";
    static final String LABEL_CORRECTIONS = "label.corrections";

    static final String REGISTRY_URL = "registry.url";
    static final String REGISTRY_BASIC_AUTH = "registry.basic.auth";
    static final String REGISTRY_BEARER_TOKEN = "registry.bearer.token";
    static final String REGISTRY_TIMEOUT_MS = "registry.timeout.ms";
    static final String REGISTRY_AUTO_REGISTER = "registry.auto.register";
    static final String REGISTRY_SUBJECT_NAMING = "registry.subject.naming";
    static final String REGISTRY_SSL = "registry.ssl.";
    static final String REGISTRY_TRUSTSTORE_LOCATION = "registry.ssl.truststore.location";
    static final String REGISTRY_TRUSTSTORE_TYPE = "registry.ssl.truststore.type";
    static final String REGISTRY_TRUSTSTORE_PASSWORD = "registry.ssl.truststore.password";
    static final String REGISTRY_KEYSTORE_LOCATION = "registry.ssl.keystore.location";
    static final String REGISTRY_KEYSTORE_TYPE = "registry.ssl.keystore.type";
    static final String REGISTRY_KEYSTORE_PASSWORD = "registry.ssl.keystore.password";
    static final String REGISTRY_KEY_PASSWORD = "registry.ssl.key.password";

    /** What decides what a record's fields mean: part of every snapshot, as far as it is not at its default. */
    static final List<String> FEATURES = List.of(
            LABEL_FIELD,
            IMPORTANCE_FIELD,
            ID_FIELD,
            TIME_FIELD,
            FEATURES_INCLUDE,
            FEATURES_EXCLUDE,
            FEATURES_TRANSFORM,
            FEATURES_INTERACTIONS);

    /** What decides how a learner learns: part of every snapshot. */
    static final List<String> LEARNING = List.of(
            LOSS,
            LOSS_QUANTILE,
            CLASSES,
            OPTIMIZER,
            LEARNING_RATE,
            LEARNING_RATE_SCHEDULE,
            LEARNING_RATE_POWER,
            FTRL_BETA,
            GRADIENT_CLIP,
            UPDATES,
            L1,
            L2,
            HASH_BITS,
            WEIGHTS_INIT_DEVIATION,
            WEIGHTS_INIT_SEED,
            ROLLING_LOSS_WINDOW,
            CONVERGENCE_LOSS_TOLERANCE,
            CONVERGENCE_GRADIENT_TOLERANCE,
            EXAMPLES_MAX_FEATURES,
            NAMES_KEEP,
            LABEL_DEFAULT_LEARNING);

    /** What says how the schema registry is reached and used. */
    static final List<String> REGISTRY = List.of(
            REGISTRY_URL,
            REGISTRY_BASIC_AUTH,
            REGISTRY_BEARER_TOKEN,
            REGISTRY_TIMEOUT_MS,
            REGISTRY_AUTO_REGISTER,
            REGISTRY_SUBJECT_NAMING,
            REGISTRY_TRUSTSTORE_LOCATION,
            REGISTRY_TRUSTSTORE_TYPE,
            REGISTRY_TRUSTSTORE_PASSWORD,
            REGISTRY_KEYSTORE_LOCATION,
            REGISTRY_KEYSTORE_TYPE,
            REGISTRY_KEYSTORE_PASSWORD,
            REGISTRY_KEY_PASSWORD);

    /** What the learner with nothing to tune decides for itself. */
    static final List<String> NOT_WITH_AUTO = List.of(
            LEARNING_RATE,
            LEARNING_RATE_SCHEDULE,
            LEARNING_RATE_POWER,
            FTRL_BETA,
            GRADIENT_CLIP,
            UPDATES,
            WEIGHTS_INIT_DEVIATION,
            WEIGHTS_INIT_SEED);

    /** Losses that it does not learn by. */
    static final List<String> LOSSES_NOT_WITH_AUTO = List.of("hinge", "quantile", "poisson");

    /** What only means something where labels have a topic of their own. */
    static final List<String> OF_LABELS = List.of(
            LABELS_FORMAT,
            LABELS_SCHEMA,
            LABEL_ID_FIELD,
            LABEL_VALUE_FIELD,
            LABEL_VALUE,
            LABEL_TIME_FIELD,
            OUTCOMES_TOPIC,
            OUTCOMES_EMIT,
            LABEL_WAIT_MS,
            LABEL_DEFAULT,
            LABEL_EARLY_MS,
            LABEL_MEMORY_MS,
            LABEL_CORRECTIONS);

    private Keys() {}
}
