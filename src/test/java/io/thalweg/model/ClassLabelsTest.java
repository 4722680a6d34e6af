package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.optimizer.Regularization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassLabelsTest {
    private static final String LONG = "x".repeat(ClassNames.LONGEST);

    private final ExampleBuilder builder = new ExampleBuilder(4, 4);

    private Example labeled(double label) {
        builder.begin();
        builder.label(label);
        return builder.build();
    }

    private Example labeled(String label) {
        builder.begin();
        builder.label(label);
        return builder.build();
    }

    private Example unlabeled() {
        builder.begin();
        return builder.build();
    }

    private void admit(Labels labels, String... names) {
        for (String name : names) {
            labels.of(labeled(name));
            labels.admit(labeled(name));
        }
    }

    @Test
    void classesAreNumberedAsTheyAreFirstSeen() {
        Labels labels = new ClassLabels(3, List.of());
        assertThat(labels.of(labeled("b"))).isZero();
        assertThat(labels.of(labeled("a"))).as("not admitted yet").isZero();
        assertThat(labels.classes()).isEmpty();
        admit(labels, "b", "a", "b");
        assertThat(labels.classes()).containsExactly("b", "a");
        assertThat(labels.of(labeled("a"))).isEqualTo(1);
        assertThat(labels.of(labeled("c"))).isEqualTo(2);
        assertThat(labels.of(unlabeled())).isNaN();
        labels.admit(unlabeled());
        assertThat(labels.classes()).hasSize(2);
    }

    @Test
    void oneNumberIsOneClassHoweverItIsWritten() {
        Labels labels = new ClassLabels(3, List.of());
        admit(labels, "1.0");
        assertThat(labels.classes()).containsExactly("1");
        for (String written : List.of("1", "1.0", "01", "1e0", "+1.000")) {
            assertThat(labels.of(labeled(written))).as(written).isZero();
            assertThat(labels.text(labeled(written))).isEqualTo("1");
        }
        assertThat(labels.of(labeled(1))).isZero();
        assertThat(labels.text(labeled(1))).isEqualTo("1");
        assertThat(labels.of(labeled(2))).isEqualTo(1);
        assertThat(labels.of(labeled("1d"))).isEqualTo(1);
    }

    @Test
    void givenNamesMayBeNumbers() {
        Labels labels = new ClassLabels(2, List.of("1.0", "2"));
        assertThat(labels.classes()).containsExactly("1", "2");
        assertThat(labels.of(labeled(1))).isZero();
        assertThat(labels.of(labeled("2.0"))).isEqualTo(1);
        assertThat(labels.text(labeled(1))).isEqualTo(labels.classes().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "NaN", "Infinity", "straße", "犬", "\uD83D\uDC15", " a", "a,b", "a\nb", "'"})
    void anyTextIsAName(String name) {
        Labels labels = new ClassLabels(2, List.of());
        admit(labels, "other", name);
        assertThat(labels.classes()).containsExactly("other", name);
        assertThat(labels.of(labeled(name))).isEqualTo(1);
        assertThat(labels.text(labeled(name))).isEqualTo(name);
    }

    @Test
    void anEmptyNameIsNoLabelAndATooLongOneIsRefused() {
        assertThat(labeled("").hasLabel()).isFalse();
        admit(new ClassLabels(2, List.of()), LONG);
        assertThatThrownBy(() -> labeled(LONG + "x"))
                .isInstanceOf(RejectedExampleException.class)
                .hasMessage("label is a name of 257 characters; it must have at most 256");
    }

    @Test
    void aClassTooManyIsRefusedWithThoseThatAreKnown() {
        Labels labels = new ClassLabels(3, List.of());
        admit(labels, "a", "1", "c");
        assertThatThrownBy(() -> labels.of(labeled("d")))
                .isInstanceOfSatisfying(
                        RejectedExampleException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.LABEL_OUTSIDE_DOMAIN))
                .hasMessage("label is 'd'; it must be one of the 3 classes a, 1, c (classes sets the limit)");
        assertThatThrownBy(() -> labels.of(labeled(2)))
                .hasMessage("label is 2; it must be one of the 3 classes a, 1, c (classes sets the limit)");
        assertThat(labels.of(labeled("c"))).isEqualTo(2);
        assertThat(labels.of(unlabeled())).isNaN();
    }

    @Test
    void manyClassesAreNotAllListed() {
        List<String> names =
                IntStream.rangeClosed(1, 1000).mapToObj(Integer::toString).toList();
        Labels labels = new ClassLabels(1000, names);
        assertThatThrownBy(() -> labels.of(labeled("d")))
                .hasMessage("label is 'd'; it must be one of the 1000 classes "
                        + String.join(", ", names.subList(0, 20)) + ", … and 1000 (classes names them)");
    }

    @Test
    void theStateIsTheClasses() throws IOException {
        Labels labels = new ClassLabels(5, List.of());
        admit(labels, "b", "2.0", "名前", LONG);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        labels.write(new DataOutputStream(bytes));
        Labels read = new ClassLabels(5, List.of());
        admit(read, "forgotten");
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.classes()).containsExactly("b", "2", "名前", LONG);
        assertThat(read.of(labeled(2))).isEqualTo(1);
        read.clear();
        assertThat(read.classes()).isEmpty();

        Labels given = new ClassLabels(2, List.of("a", "b"));
        given.clear();
        assertThat(given.classes()).containsExactly("a", "b");
    }

    @Test
    void aModelLearnsAClassFromImportanceAndServesNothingOfTheLabelAtHand() {
        AutoModel model = new AutoModel(new SoftmaxLoss(3, List.of()), new Regularization(0, 0), 4);
        assertThat(process(model, "a", 0).predictedClass()).isEqualTo(-1);
        assertThat(model.labels().classes()).as("importance 0").isEmpty();
        Prediction first = process(model, "a", 1);
        assertThat(first.predictedClass()).isEqualTo(-1);
        assertThat(first.knownClasses()).isZero();
        assertThat(first.probabilities()).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
        assertThat(first.loss()).isEqualTo(-StrictMath.log(1 / 3.0));
        assertThat(model.labels().classes()).containsExactly("a");
        assertThat(process(model, "b", 1).knownClasses()).isEqualTo(1);
        assertThat(model.labels().classes()).containsExactly("a", "b");
    }

    /** Whatever the label, a known class, a new one, or none. */
    @Test
    void theServedProbabilitiesAreThoseWithoutALabel() {
        for (String label : new String[] {"a", "b", "new", ""}) {
            AutoModel model = new AutoModel(new SoftmaxLoss(4, List.of()), new Regularization(0, 0), 4);
            for (int n = 0; n < 20; n++) {
                process(model, n % 3 == 0 ? "a" : "b", 1);
            }
            AutoModel same = new AutoModel(new SoftmaxLoss(4, List.of()), new Regularization(0, 0), 4);
            for (int n = 0; n < 20; n++) {
                process(same, n % 3 == 0 ? "a" : "b", 1);
            }
            Prediction served = process(model, label, 1);
            Prediction scored = same.score(example("", 1));
            assertThat(served.probabilities()).as(label).containsExactly(scored.probabilities());
            assertThat(served.predictedClass()).isEqualTo(scored.predictedClass());
            assertThat(served.knownClasses()).isEqualTo(2);
        }
    }

    private Prediction process(AutoModel model, String label, double importance) {
        Example example = example(label, importance);
        Prediction prediction = model.predict(example);
        if (example.hasLabel()) {
            model.learn(example);
        }
        return prediction;
    }

    private Example example(String label, double importance) {
        builder.begin();
        builder.label(label);
        builder.importance(importance);
        builder.indexed(3, 1.5f);
        return builder.build();
    }
}
