package io.thalweg.config;

import io.thalweg.join.Label;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.LabelPolicy;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Labels that come from a topic of their own.
 *
 * @param topic where they come from
 * @param idField where in a record the id of its example is; likewise the other fields
 * @param value what every record means, if no field says it
 * @param timeField empty for the record's own timestamp
 * @param outcomesTopic where outcomes go
 * @param emitted which outcomes go there; none without a topic
 */
public record LabelSettings(
        String topic,
        String idField,
        String valueField,
        Optional<Label> value,
        String timeField,
        LabelPolicy policy,
        Optional<String> outcomesTopic,
        Set<LabelOutcome> emitted) {
    /** Java would also read 7d, 3f, 0x1p3, NaN and Infinity, which are names. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    static Optional<LabelSettings> of(Values values) {
        if (values.text(Keys.LABELS_TOPIC).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> outcomes =
                Optional.of(values.text(Keys.OUTCOMES_TOPIC)).filter(topic -> !topic.isEmpty());
        return Optional.of(new LabelSettings(
                values.text(Keys.LABELS_TOPIC),
                values.text(Keys.LABEL_ID_FIELD),
                values.text(Keys.LABEL_VALUE).isEmpty() ? values.text(Keys.LABEL_VALUE_FIELD) : "",
                label(values, Keys.LABEL_VALUE),
                values.text(Keys.LABEL_TIME_FIELD),
                new LabelPolicy(
                        values.longInteger(Keys.LABEL_WAIT_MS),
                        values.longInteger(Keys.LABEL_EARLY_MS),
                        values.longInteger(Keys.LABEL_MEMORY_MS),
                        label(values, Keys.LABEL_DEFAULT),
                        values.text(Keys.LABEL_CORRECTIONS).equals("learn")),
                outcomes,
                outcomes.isPresent() ? emitted(values) : Set.of()));
    }

    /** The label that a setting names: a number if it is one in decimals, else the name of a class; empty if there is none. */
    static Optional<Label> label(Values values, String key) {
        String text = values.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                DECIMAL.matcher(text).matches()
                        ? new Label(Double.parseDouble(text), "")
                        : new Label(Double.NaN, text));
    }

    private static Set<LabelOutcome> emitted(Values values) {
        Set<LabelOutcome> emitted = EnumSet.noneOf(LabelOutcome.class);
        values.list(Keys.OUTCOMES_EMIT)
                .forEach(outcome -> emitted.add(LabelOutcome.valueOf(outcome.toUpperCase(Locale.ROOT))));
        return emitted;
    }
}
