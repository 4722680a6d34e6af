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
            NAMES_KEEP);

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

    private Keys() {}
}
