package io.thalweg.config;

import static io.thalweg.config.ConfigurationErrorsTest.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.join.Label;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.LabelPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LabelSettingsTest {
    static final List<String> OF_LABELS = Keys.OF_LABELS;

    /** A value that is allowed, by key, if the default cannot be given. */
    private static final Map<String, String> ALLOWED = Map.of(
            Keys.LABEL_TIME_FIELD, "at",
            Keys.LABELS_FORMAT, "json",
            Keys.LABELS_SCHEMA, "click.avsc",
            Keys.OUTCOMES_TOPIC, "outcomes",
            Keys.LABEL_DEFAULT, "0");

    private static Optional<LabelSettings> labels(String... sets) {
        return ThalwegConfig.read(null, List.of(sets), Map.of()).labels();
    }

    private static List<String> errorsWithTopic(String... sets) {
        List<String> all = new ArrayList<>(List.of("labels.topic=clicks"));
        all.addAll(List.of(sets));
        return errors(all.toArray(String[]::new));
    }

    @Test
    void labelsComeWithTheExamplesUnlessATopicIsNamed() {
        assertThat(labels()).isEmpty();
        assertThat(labels("labels.topic=clicks"))
                .contains(new LabelSettings(
                        "clicks",
                        "id",
                        "label",
                        Optional.empty(),
                        "",
                        new LabelPolicy(1_800_000, 600_000, 600_000, Optional.empty(), false),
                        Optional.empty(),
                        Set.of()));
    }

    @Test
    void allOfThemAreRead() {
        assertThat(labels(
                        "labels.topic=clicks",
                        "label.id.field=click.request",
                        "label.value.field=click.kind",
                        "label.time.field=at",
                        "label.wait.ms=5",
                        "label.early.ms=0",
                        "label.memory.ms=0",
                        "label.default=-1",
                        "label.corrections=learn",
                        "outcomes.topic=ends",
                        "outcomes.emit=late,matched"))
                .contains(new LabelSettings(
                        "clicks",
                        "click.request",
                        "click.kind",
                        Optional.empty(),
                        "at",
                        new LabelPolicy(5, 0, 0, Optional.of(new Label(-1, "")), true),
                        Optional.of("ends"),
                        EnumSet.of(LabelOutcome.MATCHED, LabelOutcome.LATE)));
    }

    @Test
    void allOutcomesButMatchesGoToTheirTopic() {
        assertThat(labels("labels.topic=clicks", "outcomes.topic=ends")
                        .orElseThrow()
                        .emitted())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(LabelOutcome.MATCHED)));
        assertThat(labels("labels.topic=clicks", "outcomes.topic=ends", "outcomes.emit=")
                        .orElseThrow()
                        .emitted())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels.format=avro         | single-object or confluent or raw or json, or empty",
                "label.id.field=            | the path of one field, names with dots between them and no wildcards",
                "label.id.field=a.*         | the path of one field, names with dots between them and no wildcards",
                "label.value.field=         | the path of one field, names with dots between them and no wildcards",
                "label.time.field=a*        | the path of one field, names with dots between them and no wildcards, or empty",
                "label.wait.ms=0            | an integer from 1 to 315360000000",
                "label.wait.ms=315360000001 | an integer from 1 to 315360000000",
                "label.wait.ms=30m          | an integer from 1 to 315360000000",
                "label.early.ms=-1          | an integer from 0 to 315360000000",
                "label.memory.ms=-1         | an integer from 0 to 315360000000",
                "label.corrections=count    | ignore or learn",
                "label.default.learning=now | after-wait or at-once-weighted or at-once-calibrated",
                "outcomes.emit=missed       | some of matched, expired, repeated, orphan, duplicate, correction, late, none twice",
                "outcomes.emit=late,late    | some of matched, expired, repeated, orphan, duplicate, correction, late, none twice",
            })
    void aValueThatIsNotAllowedIsNamedWithWhatIs(String set, String allowed) {
        assertThat(errorsWithTopic(set, "outcomes.topic=ends")).containsExactly(set + " in --set: must be " + allowed);
    }

    @ParameterizedTest
    @CsvSource({"labels.topic", "outcomes.topic"})
    void topicsHaveNamesThatKafkaAccepts(String key) {
        assertThat(errors("labels.topic=clicks", key + "=my topic"))
                .containsExactly(key + "=my topic in --set: must be 1 to 249 of the characters a-z A-Z 0-9 . _ -,"
                        + " but not . or ..; or empty");
    }

    @ParameterizedTest
    @CsvSource({
        "labels.topic=examples,   examples.topic=examples by default and labels.topic=examples in --set",
        "outcomes.topic=clicks,   labels.topic=clicks in --set and outcomes.topic=clicks in --set",
        "outcomes.topic=predictions, predictions.topic=predictions by default and outcomes.topic=predictions in --set"
    })
    void eachTopicHasANameOfItsOwn(String set, String both) {
        assertThat(errorsWithTopic(set))
                .containsExactly(both + ": each topic needs a name of its own (to Kafka, . and _ are the same)");
    }

    @ParameterizedTest
    @FieldSource("OF_LABELS")
    void whatIsAboutLabelsOfATopicNeedsTheTopic(String key) {
        String value = ALLOWED.get(key);
        String set = key + "=" + (value != null ? value : byDefault(key));
        assertThat(errors(set))
                .containsExactly(
                        set + " in --set and labels.topic= by default: it is about labels that come from a topic of"
                                + " their own; name that topic, or leave it out");
    }

    private static String byDefault(String key) {
        List<String> errors = new ArrayList<>();
        String described = new Values(Sources.read(null, List.of(), Map.of(), errors), errors).describe(key);
        return described.substring(key.length() + 1, described.indexOf(" by default"));
    }

    @Test
    void outcomesNeedATopicToGoTo() {
        assertThat(errorsWithTopic("outcomes.emit=late"))
                .containsExactly(
                        "outcomes.emit=late in --set and outcomes.topic= by default: there is no topic that they could"
                                + " go to; name one, or leave it out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2        | logistic | label is 2.0; it must be 0 or 1, or -1 or 1",
                "click    | logistic | label is 'click'; it must be 0 or 1",
                "NaN      | logistic | label is 'NaN'; it must be 0 or 1",
                "1e999    | squared  | label is Infinity; it must be finite",
                "-1       | poisson  | label is -1.0",
            })
    void theDefaultLabelMustBeOneThatTheLossTakes(String label, String loss, String reason) {
        assertThat(errorsWithTopic("label.default=" + label, "loss=" + loss))
                .singleElement()
                .asString()
                .startsWith("label.default=" + label + " in --set and loss=" + loss + " in --set: " + reason);
    }

    @Test
    void aLabelThatIsAlwaysTheSameMustBeOneThatTheLossTakes() {
        assertThat(errorsWithTopic("label.value=2"))
                .singleElement()
                .asString()
                .startsWith("label.value=2 in --set and loss=");
    }

    @ParameterizedTest
    @CsvSource({
        "label.id.field=label, label.id.field=label in --set and label.value.field=label by default",
        "label.value.field=id, label.id.field=id by default and label.value.field=id in --set",
        "label.time.field=id, label.id.field=id by default and label.time.field=id in --set",
        "label.time.field=label, label.value.field=label by default and label.time.field=label in --set"
    })
    void aFieldOfALabelHasOneMeaning(String set, String both) {
        assertThat(errorsWithTopic(set))
                .containsExactly(both + ": a field has one meaning; name another field for one of them");
    }

    @Test
    void whereTheLabelIsInNoFieldAnyFieldMayBeTheId() {
        assertThat(labels("labels.topic=clicks", "label.value=1", "label.id.field=label"))
                .isPresent();
    }

    @Test
    void theDefaultLabelMayBeTheNameOfAClass() {
        for (String name : List.of("none", "7d", "3f", "0x1p3", "NaN", "Infinity")) {
            assertThat(labels("labels.topic=clicks", "loss=softmax", "classes=" + name + ",1d", "label.default=" + name)
                            .orElseThrow()
                            .policy()
                            .byDefault())
                    .as(name)
                    .contains(new Label(Double.NaN, name));
        }
        assertThat(errorsWithTopic("loss=softmax", "classes=a,b", "label.default=c"))
                .singleElement()
                .asString()
                .startsWith("label.default=c in --set and loss=softmax in --set: ");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,-1", "+1,1", "1.0,1", ".5,0.5", "2.,2", "1e-3,0.001", "2E1,20"})
    void theDefaultLabelMayBeANumber(String text, double number) {
        assertThat(labels("labels.topic=clicks", "loss=squared", "label.default=" + text)
                        .orElseThrow()
                        .policy()
                        .byDefault())
                .contains(new Label(number, ""));
    }

    @ParameterizedTest
    @CsvSource({"at-once-weighted", "at-once-calibrated"})
    void whatIsLearnedAtOnceIsANegativeExampleOfLogisticLoss(String learning) {
        String set = "label.default.learning=" + learning;
        assertThat(labels("labels.topic=clicks", set, "label.default=0")).isPresent();
        assertThat(labels("labels.topic=clicks", set, "label.default=-1")).isPresent();
        assertThat(errorsWithTopic(set, "loss=squared", "label.default=0"))
                .containsExactly(
                        set + " in --set and loss=squared in --set: an example can be learned before its time only as"
                                + " a negative one; use loss=logistic, or after-wait");
        assertThat(errorsWithTopic(set, "label.default=1"))
                .containsExactly(
                        set + " in --set and label.default=1 in --set: what is learned at once is a negative example;"
                                + " set label.default=0, or after-wait");
        assertThat(errorsWithTopic(set))
                .containsExactly(
                        set + " in --set and label.default= by default: what is learned at once is a negative example;"
                                + " set label.default=0, or after-wait");
    }

    @Test
    void everyErrorIsReportedAtOnce() {
        assertThat(errors(
                        "labels.topic=clicks",
                        "label.wait.ms=0",
                        "label.default=7",
                        "label.default.learning=at-once-weighted",
                        "outcomes.emit=late",
                        "labels.format=raw"))
                .hasSize(5)
                .anySatisfy(error -> assertThat(error).startsWith("label.wait.ms=0 in --set: must be"))
                .anySatisfy(
                        error -> assertThat(error).startsWith("label.default=7 in --set and loss=logistic by default"))
                .anySatisfy(error ->
                        assertThat(error).startsWith("label.default.learning=at-once-weighted in --set and label."))
                .anySatisfy(error ->
                        assertThat(error).startsWith("outcomes.emit=late in --set and outcomes.topic= by default"))
                .anySatisfy(
                        error -> assertThat(error).startsWith("labels.format=raw in --set: records without a header"));
    }

    @Test
    void rulesAboutAWrongValueAreSkipped() {
        assertThat(errors("labels.topic=my topic", "label.wait.ms=10", "outcomes.emit=late"))
                .singleElement()
                .asString()
                .startsWith("labels.topic=my topic in --set: must be");
        assertThat(errorsWithTopic("loss=huber", "label.default=7"))
                .singleElement()
                .asString()
                .startsWith("loss=huber in --set: must be");
    }
}
