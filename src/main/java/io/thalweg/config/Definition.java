package io.thalweg.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.SHORT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Every setting: key, type, default, allowed values, importance and text. The reference page is printed from here. */
final class Definition {
    /** Leaves room in the names of topics that begin with it. */
    private static final int APPLICATION_ID_LENGTH = 150;

    static final ConfigDef CONFIG = new Definition()
            .kafka()
            .topics()
            .add(RecordDefinition::formats)
            .add(RecordDefinition::features)
            .learning()
            .evaluation()
            .snapshots()
            .rejects()
            .add(LabelDefinition::add)
            .add(RecordDefinition::registry)
            .config;

    private final ConfigDef config = new ConfigDef();
    private String group;
    private int order;

    private Definition() {}

    private Definition kafka() {
        return group("Kafka")
                .key(Keys.BOOTSTRAP_SERVERS, LIST, "localhost:9092", Allowed.servers(), HIGH, """
                        The brokers to ask first for the rest of the cluster.""")
                .key(Keys.APPLICATION_ID, STRING, "thalweg", Allowed.name(APPLICATION_ID_LENGTH), HIGH, """
                        Names the consumer group, the transactions and the changelog: instances with the same id share the work and the \
                        model; another id starts from nothing.""")
                .key(Keys.COMMIT_INTERVAL_MS, INT, 100, Allowed.integer(1, 300_000), MEDIUM, """
                        Milliseconds between commits. Outputs become visible, and weights durable, at a commit; longer intervals write \
                        fewer bytes to the changelog.""")
                .key(Keys.THREADS, INT, 1, Allowed.integer(1, 1000), MEDIUM, """
                        Threads of this instance. More than there are input partitions stay idle.""")
                .key(Keys.INSTANCES, INT, 1, Allowed.integer(1, 100_000), LOW, """
                        How many instances share the partitions at least. `run` refuses to start without heap for its share of the models: \
                        for all of them with 1. Nothing else depends on it.""");
    }

    private Definition topics() {
        Allowed topic = Allowed.name(Allowed.TOPIC_LENGTH);
        return group("Topics")
                .key(Keys.EXAMPLES_TOPIC, STRING, "examples", topic, HIGH, "Examples to predict and to learn from.")
                .key(Keys.PREDICTIONS_TOPIC, STRING, "predictions", topic, HIGH, """
                        One prediction per example, in the example's partition and order.""")
                .key(
                        Keys.ROLLING_LOSS_TOPIC,
                        STRING,
                        "rolling-loss",
                        topic,
                        HIGH,
                        "How well the model predicts lately.")
                .key(Keys.SNAPSHOTS_TOPIC, STRING, "snapshots", topic, HIGH, "Published models; compacted.")
                .key(Keys.DEAD_LETTER_TOPIC, STRING, "dead-letter", topic, HIGH, """
                        Rejected records: their original bytes, with reason and coordinates in the headers.""")
                .key(Keys.PREDICTIONS_TOP, INT, 0, Allowed.integer(0, ClassesSetting.MOST), LOW, """
                        How many classes a prediction of softmax carries, the most probable ones; 0 is all.""")
                .key(Keys.TOPICS_PARTITIONS, INT, 1, Allowed.integer(1, 100_000), MEDIUM, """
                        Partitions of the topics that the `topics` command creates. Each partition of the examples has a model of its \
                        own.""")
                .key(Keys.TOPICS_REPLICATION, SHORT, (short) -1, replication(), MEDIUM, """
                        Replicas of the topics that the `topics` command creates; -1 is the broker's default.""");
    }

    private Definition learning() {
        return group("Learning")
                .key(
                        Keys.LOSS,
                        STRING,
                        "logistic",
                        Allowed.oneOf("logistic", "squared", "softmax", "hinge", "quantile", "poisson"),
                        HIGH,
                        """
                        logistic: cross-entropy, for labels 0 and 1 (or -1 and 1); predictions are probabilities. squared: half the \
                        squared error, for any finite label. softmax: cross-entropy of many classes, numbers or names; predictions are \
                        a probability for each. hinge: max(0, 1 - y m) for labels 0 and 1 (or -1 and 1); the prediction is \
                        the margin, at most 1 and at least -1. quantile: a prediction that loss.quantile of the labels stay below. \
                        poisson: half the deviance of counts; the prediction is the expected count. auto takes logistic, squared and \
                        softmax; for the others, adagrad is the default. softmax takes no optimizer but auto.""")
                .key(Keys.LOSS_QUANTILE, DOUBLE, 0.5, between0And1(), MEDIUM, """
                        The τ of loss=quantile: 0.5 is the median.""")
                .key(Keys.CLASSES, STRING, "10", ClassesSetting.ALLOWED, MEDIUM, """
                        Of loss=softmax: the names of the classes, with commas between them, or how many there are: that many \
                        different labels are taken as they come, and every further one is rejected. Memory and time grow with \
                        it.""")
                .key(Keys.OPTIMIZER, STRING, "auto", Allowed.oneOf("auto", "sgd", "adagrad", "ftrl", "nag"), HIGH, """
                        auto: nothing to tune; four learners with different rates on features brought to one scale, combined as they \
                        prove themselves; adagrad is the default instead if a learning rate, or anything else that auto does not \
                        take, is given. sgd: one learning rate for all weights. adagrad: each weight's rate falls with the gradients it has seen. ftrl: \
                        the same with l1 and l2 on the weight itself (FTRL-Proximal). nag: adagrad in each feature's own units, whatever \
                        its scale (normalized adaptive gradient), without l1 and l2.""")
                .key(Keys.LEARNING_RATE, DOUBLE, 0.5, learningRate(), HIGH, """
                        The step size α, at the first step. Not with auto.""")
                .key(
                        Keys.LEARNING_RATE_SCHEDULE,
                        STRING,
                        "constant",
                        Allowed.oneOf("constant", "inverse-scaling"),
                        MEDIUM,
                        """
                        constant: α at every step. inverse-scaling: α t^-p at step t, with p = learning.rate.power; only with sgd.""")
                .key(Keys.LEARNING_RATE_POWER, DOUBLE, 0.5, power(), LOW, """
                        The p of learning.rate.schedule=inverse-scaling.""")
                .key(Keys.FTRL_BETA, DOUBLE, 1.0, within1e30(), LOW, """
                        The β of optimizer=ftrl: the rate of a weight is α/(β + √n), with n the sum of its squared gradients.""")
                .key(Keys.GRADIENT_CLIP, DOUBLE, 0.0, Allowed.nonNegative(), MEDIUM, """
                        The most that the derivative of the loss by the margin may be, either way, before the importance; 0 is no limit. Not \
                        with auto.""")
                .key(Keys.UPDATES, STRING, "importance-aware", Allowed.oneOf("importance-aware", "plain"), MEDIUM, """
                        importance-aware: a step ends where infinitely many small ones would, so that none goes too far, and importance 2 \
                        is learning twice. plain: θ ← θ - α (h(x) - y) x times the importance. Not with auto; ftrl is always \
                        plain.""")
                .key(Keys.L1, DOUBLE, 0.0, within1e30(), MEDIUM, """
                        λ1 of the penalty λ1 Σ|w|, which makes weights exactly 0. The intercept is exempt.""")
                .key(Keys.L2, DOUBLE, 0.0, within1e30(), MEDIUM, """
                        λ2 of the penalty ½ λ2 Σw², which keeps weights small. The intercept is exempt. sgd needs learning.rate × l2 \
                        below 1.""")
                .key(Keys.HASH_BITS, INT, 18, Allowed.integer(1, 30), HIGH, """
                        b: features hash into 2^b weights. A weight takes 32 bytes of heap with auto (12, and 20 for each class, with \
                        softmax), 4 with sgd (12 with l1), 8 with \
                        adagrad (16 with l1 or l2), 8 with ftrl and 12 with nag, for each input partition.""")
                .key(Keys.WEIGHTS_INIT_DEVIATION, DOUBLE, 0.0, within1e30(), LOW, """
                        Weights start at 0, or at N(0, deviation²).""")
                .key(Keys.WEIGHTS_INIT_SEED, LONG, 0L, Allowed.integer(), LOW, """
                        Where the randomness of weights.init.deviation comes from: the same seed gives the same weights.""")
                .key(Keys.NAMES_KEEP, INT, 4096, Allowed.integer(0, 1 << 20), LOW, """
                        How many names of hashed features are kept beside the weights, rounded up to a power of two; those most used stay. \
                        `snapshot top` shows them. Names are taken from the first 1,000 examples and one in 128 of the others. 0: none. \
                        A name takes up to 229 bytes of heap for each input partition.""");
    }

    private Definition evaluation() {
        return group("Evaluation")
                .key(Keys.ROLLING_LOSS_WINDOW, INT, 1000, Allowed.integer(1, 10_000_000), MEDIUM, """
                        The rolling loss is the mean over this many labelled examples.""")
                .key(Keys.ROLLING_LOSS_EVERY, INT, 1000, Allowed.integer(1, Integer.MAX_VALUE), MEDIUM, """
                        Labelled examples between two records of the rolling loss topic.""")
                .key(Keys.CONVERGENCE_LOSS_TOLERANCE, DOUBLE, 0.01, Allowed.positive(), LOW, """
                        The stream counts as converged while the rolling loss has moved by at most this much, relatively, over the last \
                        window, and convergence.gradient.tolerance holds too.""")
                .key(Keys.CONVERGENCE_GRADIENT_TOLERANCE, DOUBLE, 1.0, Allowed.positive(), LOW, """
                        The stream counts as converged while the rolling mean of the gradient's norm is at most this, and \
                        convergence.loss.tolerance holds too.""");
    }

    private Definition snapshots() {
        return group("Snapshots")
                .key(Keys.SNAPSHOT_EVERY, LONG, 1_000_000L, Allowed.integer(0, Long.MAX_VALUE), MEDIUM, """
                        Labelled examples between two snapshots; 0 is never.""")
                .key(Keys.SNAPSHOT_KEEP, INT, 5, Allowed.integer(1, 1000), LOW, """
                        How many snapshots of each model stay on the topic and in snapshot.dir.""")
                .key(Keys.SNAPSHOT_DIR, STRING, "", Allowed.path("a directory, or empty", true), MEDIUM, """
                        Snapshots are also written to files here; empty is the topic only.""")
                .key(Keys.WARM_START, STRING, "none", Allowed.path("none, latest or a file", false), MEDIUM, """
                        What a model without a past starts from: none is zero, latest the newest snapshot on the topic, anything else a \
                        snapshot file.""")
                .key(Keys.WARM_START_TAKE, STRING, "state", Allowed.oneOf("state", "weights"), MEDIUM, """
                        state: the model goes on as if it had never stopped, under the settings that it was learned with. weights: only the \
                        weights and the intercept for raw values are taken, whatever optimizer learned them, auto too; optimizer=sgd, \
                        adagrad, nag or ftrl begins with them, and with counts and losses at 0. loss and hash.bits must be the same.""")
                .key(Keys.WARM_START_CONFIDENCE, DOUBLE, 1.0, within1e30(), LOW, """
                        Of warm.start.take=weights: how sure each weight that is not 0 is, as the sum of squared gradients that it begins \
                        with; the larger, the less the next examples move it. 0: they are the first to count. Not with sgd.""")
                .key(Keys.WARM_START_OFFSETS, STRING, "keep", Allowed.oneOf("keep", "ignore"), LOW, """
                        keep: records that the warm-start snapshot has already learned are skipped. ignore: they are learned again, as \
                        they must be when the topic is not the one that the snapshot learned from.""");
    }

    private Definition rejects() {
        return group("Rejects and gaps")
                .key(Keys.EXAMPLES_MAX_FEATURES, INT, 65_536, Allowed.integer(1, 10_000_000), LOW, """
                        An example with more features is rejected.""")
                .key(Keys.ERRORS_TOLERANCE, STRING, "all", Allowed.oneOf("all", "none"), MEDIUM, """
                        all: rejects go to the dead-letter topic and the stream goes on. none: the first reject stops the stream.""")
                .key(Keys.OFFSET_GAP_POLICY, STRING, "fail", Allowed.oneOf("fail", "continue"), LOW, """
                        What to do when the first record after a start does not follow the last one learned: fail reads again from the \
                        committed offsets, continue accepts the gap.""");
    }

    private static Allowed replication() {
        return new Allowed("-1 or an integer from 1 to 32767", value -> (short) value == -1 || (short) value > 0);
    }

    private static Allowed power() {
        return Allowed.number("a number above 0 and at most 1", value -> value > 0 && value <= 1);
    }

    /** Its inverse is as far from the largest float as it is. */
    private static Allowed learningRate() {
        return Allowed.number("a number from 1e-30 to 1e30", value -> value >= 1e-30 && value <= 1e30);
    }

    /** Far enough below the largest float that it can be added to and multiplied. */
    private static Allowed within1e30() {
        return Allowed.number("a number from 0 to 1e30", value -> value >= 0 && value <= 1e30);
    }

    private static Allowed between0And1() {
        return Allowed.number("a number above 0 and below 1", value -> value > 0 && value < 1);
    }

    /** Settings that have a file of their own. */
    private Definition add(UnaryOperator<Definition> settings) {
        return settings.apply(this);
    }

    Definition group(String name) {
        group = name;
        return this;
    }

    Definition key(String name, Type type, Object byDefault, Allowed allowed, Importance importance, String text) {
        config.define(name, type, byDefault, allowed, importance, text, group, ++order, Width.MEDIUM, name);
        return this;
    }
}
