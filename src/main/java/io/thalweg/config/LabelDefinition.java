package io.thalweg.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.thalweg.join.LabelOutcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The settings of labels that come from a topic of their own. */
final class LabelDefinition {
    private static final long TEN_YEARS_MS = 315_360_000_000L;
    private static final List<String> FORMATS = List.of("", "single-object", "confluent", "raw", "json");
    private static final List<String> OUTCOMES = Arrays.stream(LabelOutcome.values())
            .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
            .toList();

    private LabelDefinition() {}

    static Definition add(Definition definition) {
        return policy(topics(definition.group("Labels that come late")));
    }

    private static Definition topics(Definition definition) {
        return definition
                .key(Keys.LABELS_TOPIC, STRING, "", Allowed.topicOrEmpty(), MEDIUM, """
                        Labels, each with the id of its example; it must have as many partitions as the examples topic, and both must have \
                        the id as their key. Empty: labels come with the examples.""")
                .key(
                        Keys.LABELS_FORMAT,
                        STRING,
                        "",
                        new Allowed("single-object or confluent or raw or json, or empty", FORMATS::contains),
                        LOW,
                        """
                        What records of the labels topic look like; empty is as examples.format.""")
                .key(Keys.LABELS_SCHEMA, STRING, "", Allowed.path("a file, or empty", true), LOW, """
                        As examples.schema, for the labels.""")
                .key(Keys.LABEL_ID_FIELD, STRING, "id", FeaturesSetting.A_PATH, MEDIUM, """
                        Where in a label's record the id of its example is, with dots into nested records.""")
                .key(Keys.LABEL_VALUE_FIELD, STRING, "label", FeaturesSetting.A_PATH, MEDIUM, """
                        Where in it the label is.""")
                .key(Keys.LABEL_VALUE, STRING, "", Allowed.any("a label, or empty"), MEDIUM, """
                        What every record of the topic means, if no field says it: 1 where each is a click. Empty: label.value.field says \
                        it.""")
                .key(Keys.LABEL_TIME_FIELD, STRING, "", FeaturesSetting.PATH, LOW, """
                        Where in it is when it happened; empty is the record's own timestamp.""")
                .key(Keys.OUTCOMES_TOPIC, STRING, "", Allowed.topicOrEmpty(), LOW, """
                        What has become of examples and labels; empty is counted only.""")
                .key(
                        Keys.OUTCOMES_EMIT,
                        LIST,
                        "expired,repeated,orphan,duplicate,correction,late",
                        outcomes(),
                        LOW,
                        """
                        Which of them go to outcomes.topic.""");
    }

    private static Definition policy(Definition definition) {
        return definition
                .key(Keys.LABEL_WAIT_MS, LONG, 1_800_000L, Allowed.integer(1, TEN_YEARS_MS), MEDIUM, """
                        Milliseconds that an example waits for its label, in stream time. Examples that wait are on disk.""")
                .key(Keys.LABEL_DEFAULT, STRING, "", Allowed.any("a label, or empty"), MEDIUM, """
                        What an example is learned as that no label came for: 0 where a click is the label. Empty: it is not learned.""")
                .key(
                        Keys.LABEL_DEFAULT_LEARNING,
                        STRING,
                        "after-wait",
                        Allowed.oneOf("after-wait", "at-once-weighted", "at-once-calibrated"),
                        LOW,
                        """
                        When an example is learned as label.default. after-wait: when it has waited in vain. at-once-weighted: when it is \
                        predicted, and once more when a positive label comes, both weighted so that the model learns the true rate (fake \
                        negatives, Ktena et al. 2019). at-once-calibrated: the same without weights, and what is served is p = b/(1 - b) of \
                        what was learned. The last two are for loss=logistic and label.default=0, and follow a drift sooner.""")
                .key(Keys.LABEL_EARLY_MS, LONG, 600_000L, Allowed.integer(0, TEN_YEARS_MS), LOW, """
                        Milliseconds that a label waits for an example that has not come, in stream time.""")
                .key(Keys.LABEL_MEMORY_MS, LONG, 600_000L, Allowed.integer(0, TEN_YEARS_MS), LOW, """
                        Milliseconds that an id is remembered after its example has got its label, or has expired: so long, a label that \
                        comes again or late is known to be that.""")
                .key(Keys.LABEL_CORRECTIONS, STRING, "ignore", Allowed.oneOf("ignore", "learn"), LOW, """
                        Another label for the same example: ignore counts it; learn learns from it too, as far as the example is \
                        remembered. The loss stays that of the first label.""");
    }

    private static Allowed outcomes() {
        return new Allowed("some of " + String.join(", ", OUTCOMES) + ", none twice", value -> {
            List<?> outcomes = (List<?>) value;
            return OUTCOMES.containsAll(outcomes) && new HashSet<>(outcomes).size() == outcomes.size();
        });
    }
}
