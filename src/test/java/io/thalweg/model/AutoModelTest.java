package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import io.thalweg.testing.SensorsAndWords;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoModelTest {
    private static final int HASH_BITS = 6;
    private static final int EXAMPLES = 2000;

    static Stream<Loss> losses() {
        return Stream.of(new LogisticLoss(), new SquaredLoss(), new SoftmaxLoss(5, List.of()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aPowerOfTwoInAllFeaturesChangesNoBitOfAnyPrediction(Loss loss) {
        double[] plain = said(loss, stream -> {}, false);
        assertThat(said(loss, stream -> stream.featureScale = 1024, false)).containsExactly(plain);
        assertThat(said(loss, stream -> stream.featureScale = 1.0 / 64, false)).containsExactly(plain);
    }

    /** As floats the features are then not quite the same multiples: what 2^-24 of each is worth to a learner, a thousand examples on. */
    @ParameterizedTest
    @MethodSource("losses")
    void anyFactorInAllFeaturesChangesNoPredictionButByRounding(Loss loss) {
        double tolerance = 1e-3 * scale(loss);
        double[] plain = said(loss, stream -> {}, false);
        close(said(loss, stream -> stream.featureScale = 3e5, false), plain, tolerance);
        close(said(loss, stream -> stream.featureScale = 7e-4, false), plain, tolerance);
    }

    @Test
    void aFactorInTheLabelIsAFactorInEveryPrediction() {
        double[] plain = said(new SquaredLoss(), stream -> {}, true);
        double[] scaled = said(new SquaredLoss(), stream -> stream.labelScale = 1e6, true);
        double[] doubled = said(new SquaredLoss(), stream -> stream.labelScale = 2, true);
        for (int n = 0; n < plain.length; n++) {
            assertThat(doubled[n]).isEqualTo(2 * plain[n]);
            assertThat(scaled[n] / 1e6)
                    .as("example %d", n)
                    .isCloseTo(plain[n], within(1e-3 * scale(new SquaredLoss())));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aCommonFactorInAllImportancesChangesNoPredictionButByRounding(Loss loss) {
        double[] plain = said(loss, stream -> {}, true);
        double[] thrice = said(loss, stream -> stream.importanceScale = 3, true);
        close(thrice, plain, 1e-3 * scale(loss));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void importanceZeroChangesNothingButTheCount(Loss loss) throws IOException {
        AutoModel model = new AutoModel(loss, new Regularization(0, 0), HASH_BITS);
        SensorsAndWords stream = new SensorsAndWords(7, loss, HASH_BITS, 0, true);
        for (int n = 0; n < 500; n++) {
            Example example = stream.next();
            byte[] before = example.importance() == 0 ? state(model) : null;
            long learned = model.learned();
            model.predict(example);
            model.learn(example);
            assertThat(model.learned()).isEqualTo(learned + 1);
            if (before != null) {
                assertThat(withCount(before, learned + 1)).isEqualTo(state(model));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void scoringChangesNoByte(Loss loss) throws IOException {
        AutoModel model = learned(loss, 500);
        SensorsAndWords stream = new SensorsAndWords(8, loss, HASH_BITS, 0.5, true);
        byte[] before = state(model);
        for (int n = 0; n < 100; n++) {
            model.score(stream.next());
        }
        assertThat(state(model)).isEqualTo(before);
    }

    /** Where no value is clipped and every feature that is always there is there. */
    @ParameterizedTest
    @MethodSource("losses")
    void oneLinearModelGivesTheServedMargin(Loss loss) {
        AutoModel model = learned(loss, EXAMPLES);
        SensorsAndWords stream = new SensorsAndWords(1, loss, HASH_BITS, 0, false);
        int compared = 0;
        for (int n = 0; n < EXAMPLES; n++) {
            Example example = stream.next();
            Prediction prediction = model.score(example);
            double served = prediction.margin();
            boolean outlier = false;
            int output = loss instanceof SoftmaxLoss ? prediction.predictedClass() : 0;
            double linear = model.intercept(output);
            for (int k = 0; k < example.features().size(); k++) {
                int index = example.features().indices()[k];
                float value = example.features().values()[k];
                outlier |= index < 8 && Math.abs(value) > 30 * Math.pow(10, 2 * index - 6);
                linear += (double) model.weight(output, index) * value;
            }
            boolean clipped = !(loss instanceof SquaredLoss)
                    ? Math.abs(served) == 50
                    : Math.abs(linear - served) > 0 && (served == least || served == greatest);
            if (!outlier && !clipped) {
                compared++;
                assertThat(linear)
                        .as("example %d", n)
                        .isCloseTo(served, within(3e-5 * (scale(loss) + Math.abs(served))));
            }
        }
        assertThat(compared).isGreaterThan(EXAMPLES / 2);
    }

    /** Weight and intercept cancel: what rounding the one to a float takes away, the other must give back. */
    @ParameterizedTest
    @MethodSource("losses")
    void oneLinearModelGivesTheServedMarginFarFromTheOrigin(Loss loss) {
        Random random = new Random(4);
        ExampleBuilder builder = new ExampleBuilder(2, 3);
        AutoModel model = new AutoModel(loss, new Regularization(0, 0), 2);
        for (int n = 0; n < 500; n++) {
            double deviation = random.nextGaussian();
            Example example = far(builder, deviation, random.nextGaussian(), deviation > 0 ? 1 : 0);
            Prediction prediction = model.score(example);
            double served = prediction.margin();
            int output = Math.max(0, prediction.predictedClass());
            double linear = model.intercept(output) + 1e6 * model.weight(output, 3);
            for (int k = 0; k < 2; k++) {
                linear += (double) model.weight(output, k) * example.features().values()[k];
            }
            if (n > 50) {
                linear = loss instanceof SquaredLoss ? Math.max(0, Math.min(1, linear)) : linear;
                assertThat(linear).as("example %d", n).isCloseTo(served, within(3e-5 * (1 + Math.abs(served))));
            }
            model.predict(example);
            model.learn(example);
        }
    }

    private static Example far(ExampleBuilder builder, double first, double second, double label) {
        builder.begin();
        builder.indexed(0, (float) (1e6 + first));
        builder.indexed(1, (float) (-3e5 + second));
        builder.indexed(3, 1e6f);
        builder.label(label);
        return builder.build();
    }

    @Test
    void whatTheClassesAreCalledChangesNoBit() {
        double[] numbers = said(new SoftmaxLoss(4, List.of("-2", "-1", "0", "1")), stream -> {}, true);
        List<String> names = List.of("least", "less", "so so", "most");
        assertThat(said(new SoftmaxLoss(4, names), stream -> stream.names = names, true))
                .containsExactly(numbers);
    }

    /** The stack takes the classes one after the other: their order matters a little, more so in the beginning. */
    @Test
    void theOrderOfTheClassesChangesPredictionsLittle() {
        double[] plain = said(new SoftmaxLoss(4, List.of("-2", "-1", "0", "1")), stream -> {}, true);
        double[] permuted = said(new SoftmaxLoss(4, List.of("0", "-2", "1", "-1")), stream -> {}, true);
        int[] moved = {1, 3, 0, 2};
        double difference = 0;
        for (int at = 0; at < plain.length; at++) {
            difference += Math.abs(permuted[at - at % 4 + moved[at % 4]] - plain[at]) / plain.length;
        }
        assertThat(difference).isLessThan(2e-3);
    }

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private AutoModel learned(Loss loss, int examples) {
        AutoModel model = new AutoModel(loss, new Regularization(0, 0), HASH_BITS);
        SensorsAndWords stream = new SensorsAndWords(1, loss, HASH_BITS, 0, false);
        for (int n = 0; n < examples; n++) {
            Example example = stream.next();
            model.predict(example);
            model.learn(example);
            least = Math.min(least, example.label());
            greatest = Math.max(greatest, example.label());
        }
        return model;
    }

    private static void close(double[] margins, double[] expected, double tolerance) {
        for (int n = 0; n < expected.length; n++) {
            assertThat(margins[n]).as("%d", n).isCloseTo(expected[n], within(tolerance));
        }
    }

    /** What a margin is measured by. */
    private static double scale(Loss loss) {
        return loss instanceof SquaredLoss ? 40 : 1;
    }

    /** Margins, or of many classes the probabilities, of one example after the other. */
    private static double[] said(Loss loss, Consumer<SensorsAndWords> change, boolean weighted) {
        int outputs = loss.outputs();
        AutoModel model = new AutoModel(loss, new Regularization(0, 0), HASH_BITS);
        SensorsAndWords stream = new SensorsAndWords(3, loss, HASH_BITS, 0.2, weighted);
        change.accept(stream);
        double[] said = new double[EXAMPLES * outputs];
        for (int n = 0; n < EXAMPLES; n++) {
            Example example = stream.next();
            Prediction prediction = model.predict(example);
            for (int c = 0; c < outputs; c++) {
                said[n * outputs + c] =
                        outputs == 1 ? prediction.margin() : prediction.probabilities()[c];
            }
            if (example.hasLabel()) {
                model.learn(example);
            }
        }
        return said;
    }

    /** The state with another count of learned examples: 8 bytes in front of two doubles. */
    private static byte[] withCount(byte[] state, long count) {
        byte[] changed = state.clone();
        for (int k = 0; k < 8; k++) {
            changed[changed.length - 17 - k] = (byte) (count >>> 8 * k);
        }
        return changed;
    }

    private static byte[] state(AutoModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int block = 0; block < model.blocks().count(); block++) {
            bytes.write(model.blocks().encode(block));
        }
        model.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
