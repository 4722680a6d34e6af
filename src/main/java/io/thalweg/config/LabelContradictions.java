package io.thalweg.config;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.join.Label;
import io.thalweg.model.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules between the settings of labels that come late. A rule is skipped when one of its settings is already an error of its own. One thread. */
final class LabelContradictions {
    private final Values values;
    private final List<String> errors;

    private LabelContradictions(Values values, List<String> errors) {
        this.values = values;
        this.errors = errors;
    }

    static void check(Values values, List<String> errors) {
        LabelContradictions contradictions = new LabelContradictions(values, errors);
        contradictions.atOnce();
        if (!values.allowed(Keys.LABELS_TOPIC)) {
            return;
        }
        if (values.text(Keys.LABELS_TOPIC).isEmpty()) {
            contradictions.withoutTopic();
        } else {
            contradictions.outcomes();
            contradictions.inDomain(Keys.LABEL_DEFAULT);
            contradictions.inDomain(Keys.LABEL_VALUE);
            contradictions.value();
            contradictions.fields();
            contradictions.atOnceByDefault();
        }
    }

    private void withoutTopic() {
        Keys.OF_LABELS.stream()
                .filter(values::given)
                .forEach(
                        key -> errors.add(
                                values.describe(key) + " and " + values.describe(Keys.LABELS_TOPIC)
                                        + ": it is about labels that come from a topic of their own; name that topic, or leave it out"));
    }

    private void outcomes() {
        if (values.allowed(Keys.OUTCOMES_TOPIC)
                && values.given(Keys.OUTCOMES_EMIT)
                && values.text(Keys.OUTCOMES_TOPIC).isEmpty()) {
            errors.add(values.describe(Keys.OUTCOMES_EMIT) + " and " + values.describe(Keys.OUTCOMES_TOPIC)
                    + ": there is no topic that they could go to; name one, or leave it out");
        }
    }

    private void value() {
        if (values.allowed(Keys.LABEL_VALUE)
                && values.given(Keys.LABEL_VALUE_FIELD)
                && !values.text(Keys.LABEL_VALUE).isEmpty()) {
            errors.add(values.describe(Keys.LABEL_VALUE) + " and " + values.describe(Keys.LABEL_VALUE_FIELD)
                    + ": a record's label is either always the same or in a field; leave one of them out");
        }
    }

    /** The fields of a label's record, each of which has one meaning. */
    private void fields() {
        List<String> keys = values.allowed(Keys.LABEL_VALUE)
                        && !values.text(Keys.LABEL_VALUE).isEmpty()
                ? List.of(Keys.LABEL_ID_FIELD, Keys.LABEL_TIME_FIELD)
                : List.of(Keys.LABEL_ID_FIELD, Keys.LABEL_VALUE_FIELD, Keys.LABEL_TIME_FIELD);
        Map<String, String> known = new HashMap<>();
        for (String key : keys) {
            if (values.allowed(key) && !values.text(key).isEmpty()) {
                String other = known.putIfAbsent(values.text(key), key);
                if (other != null) {
                    errors.add(values.describe(other) + " and " + values.describe(key)
                            + ": a field has one meaning; name another field for one of them");
                }
            }
        }
    }

    private void inDomain(String key) {
        if (!values.allowed(key, Keys.LOSS, Keys.CLASSES, Keys.LOSS_QUANTILE)) {
            return;
        }
        Optional<Label> label = LabelSettings.label(values, key);
        if (label.isEmpty()) {
            return;
        }
        try {
            ExampleBuilder builder = new ExampleBuilder(1, 1);
            builder.begin();
            label.get().giveTo(builder);
            Labels.of(LossSetting.of(values)).of(builder.build());
        } catch (RejectedExampleException e) {
            errors.add(values.describe(key) + " and " + values.describe(Keys.LOSS) + ": " + e.getMessage());
        }
    }

    private void atOnce() {
        if (values.allowed(Keys.LABEL_DEFAULT_LEARNING, Keys.LOSS)
                && isAtOnce()
                && !values.text(Keys.LOSS).equals("logistic")) {
            errors.add(
                    values.describe(Keys.LABEL_DEFAULT_LEARNING) + " and " + values.describe(Keys.LOSS)
                            + ": an example can be learned before its time only as a negative one; use loss=logistic, or after-wait");
        }
    }

    private void atOnceByDefault() {
        if (!values.allowed(Keys.LABEL_DEFAULT_LEARNING, Keys.LABEL_DEFAULT) || !isAtOnce()) {
            return;
        }
        Optional<Label> label = LabelSettings.label(values, Keys.LABEL_DEFAULT);
        if (label.filter(negative -> negative.number() <= 0).isEmpty()) {
            errors.add(values.describe(Keys.LABEL_DEFAULT_LEARNING) + " and " + values.describe(Keys.LABEL_DEFAULT)
                    + ": what is learned at once is a negative example; set label.default=0, or after-wait");
        }
    }

    private boolean isAtOnce() {
        return !values.text(Keys.LABEL_DEFAULT_LEARNING).equals("after-wait");
    }
}
