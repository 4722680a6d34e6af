package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.evaluation.ClassQuality;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.model.Prediction;
import io.thalweg.serde.PredictionEncoder;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.RankedClasses;
import io.thalweg.testing.Examples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedPredictionsTest {
    private static LearnerSettings settings(String... settings) {
        return ThalwegConfig.read(null, List.of(settings), Map.of()).learner();
    }

    /** Whatever the learner says of itself, its records say. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "0,class-1,2,class-3,4", "4,class-3,2.0,class-1,0"})
    void haveTheFiguresOfTheLearner(String classes) throws IOException {
        LearnerSettings settings = settings("loss=softmax", "classes=" + classes, "hash.bits=8");
        SoftmaxLoss named = (SoftmaxLoss) settings.loss();
        OnlineLearner learner = new OnlineLearner(settings);
        ServedPredictions served = new ServedPredictions(settings, 1, 0);
        PredictionEncoder encoder = new PredictionEncoder("examples", 0);
        RankedClasses ranked = new RankedClasses(0);
        Examples examples = new Examples(2, settings.loss(), 8);
        for (int n = 0; n < 500; n++) {
            Example example = examples.mixed();
            Prediction prediction = learner.process(example);
            ranked.rank(prediction, learner.model().labels().classes());
            PredictionRecord record = PredictionRecord.read(
                    encoder.encode(example, prediction.margin(), prediction.mean(), ranked, prediction.loss(), n, n));
            served.record(record);
            assertThat(served.label(record)).isEqualTo(learner.model().labels().text(example));
            assertThat(served.prediction(record))
                    .isEqualTo(learner.model().labels().text(prediction));
        }
        RollingLoss expected = learner.rollingLoss();
        RollingLoss actual = served.rollingLoss();
        assertThat(actual.labeled()).isEqualTo(expected.labeled());
        assertThat(actual.meanLoss()).isEqualTo(expected.meanLoss());
        assertThat(actual.baselineLoss()).isCloseTo(expected.baselineLoss(), within(1e-12));
        assertThat(actual.rolling().model().accuracy())
                .isEqualTo(expected.rolling().model().accuracy());
        List<String> names = learner.model().labels().classes();
        assertThat(served.classes()).containsExactlyInAnyOrderElementsOf(names);
        for (int c = 0; c < names.size(); c++) {
            ClassQuality of = actual.rolling().classes().get(served.classes().indexOf(names.get(c)));
            assertThat(of.share()).isEqualTo(expected.rolling().classes().get(c).share());
            assertThat(of.recall())
                    .isEqualTo(expected.rolling().classes().get(c).recall());
            if (!named.names().isEmpty()) { // a record has no probabilities of classes that are not known yet
                assertThat(of.auc())
                        .isEqualTo(expected.rolling().classes().get(c).auc());
            }
        }
    }

    /** Two models of two classes each, which need not be the same; and labels that neither of them has learned. */
    @Test
    void ofSeveralModelsKnowAllTheirClasses() {
        ServedPredictions served = new ServedPredictions(settings("loss=softmax", "classes=2"), 2, 0);
        served.record(prediction("a", 1));
        served.record(prediction("x", 0));
        served.record(prediction("y", 0));
        served.record(prediction("c", 1, "c"));
        served.record(prediction("b", 1, "a"));
        served.record(prediction("d", 1, "c"));
        served.record(prediction("d", 1, "d", "c"));
        assertThat(served.classes()).containsExactly("a", "c", "b", "d");
        assertThat(served.rollingLoss().cumulative().model().accuracy()).isEqualTo(0.4);
        assertThat(served.rollingLoss().cumulative().classes())
                .extracting(ClassQuality::share)
                .containsExactly(0.2, 0.2, 0.2, 0.4);
    }

    private static PredictionRecord prediction(String label, double importance, String... classes) {
        return new PredictionRecord(
                "",
                0,
                0.5,
                List.of(classes).stream()
                        .map(name -> new PredictionRecord.ClassProbability(name, 0.5))
                        .toList(),
                OptionalDouble.empty(),
                label,
                OptionalDouble.of(0.7),
                importance,
                1,
                0,
                "examples",
                0,
                0);
    }
}
