package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state whose blocks are of the right size and cannot be true is refused when it is restored, not when it is used. */
class DamagedStateTest {
    private static final int FIRST_WINDOW = -2;
    private static final int HEADER_BYTES = 8;
    private static final LearningRate RATE = new LearningRate.Constant(0.1);
    private static final LearnerSettings SGD =
            Learners.settings(new LogisticLoss(), OptimizerKind.SGD, RATE, 1e-3, 0.5);
    private static final LearnerSettings CLASSES =
            Learners.settings(new SoftmaxLoss(3, List.of()), OptimizerKind.AUTO, RATE, 0, 0);

    private static SortedMap<Integer, ByteBuffer> learned(LearnerSettings settings) {
        LearnerState state = Learners.state(settings);
        Examples examples = new Examples(1, settings.loss(), settings.hashBits());
        for (int n = 0; n < 30; n++) {
            state.learner().process(examples.labeled());
        }
        return Learners.blocks(state);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aWeightThatIsNoFiniteNumber(float weight) {
        SortedMap<Integer, ByteBuffer> blocks = learned(SGD);
        blocks.get(0).order(ByteOrder.LITTLE_ENDIAN).putFloat(HEADER_BYTES, weight);
        refuses(SGD, blocks, "it is not of finite numbers");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 2})
    void aScaleThatSgdNeverHas(double scale) {
        SortedMap<Integer, ByteBuffer> blocks = learned(SGD);
        ByteBuffer meta = blocks.get(LearnerState.META);
        // Examples, rejected; learned, refused; step: five longs behind the settings.
        meta.putDouble(behindSettings(meta) + 5 * Long.BYTES, scale);
        refuses(SGD, blocks, "its meta block is damaged");
    }

    @ParameterizedTest
    @ValueSource(longs = {29, -1, Long.MIN_VALUE})
    void fewerExamplesThanLabels(long examples) {
        SortedMap<Integer, ByteBuffer> blocks = learned(CLASSES);
        ByteBuffer meta = blocks.get(LearnerState.META);
        meta.putLong(behindSettings(meta), examples);
        refuses(CLASSES, blocks, "its meta block is damaged");
    }

    @Test
    void moreClassesThanThereMayBe() {
        SortedMap<Integer, ByteBuffer> blocks = learned(CLASSES);
        ByteBuffer meta = blocks.get(LearnerState.META);
        int count = behindSettings(meta) + 2 * Long.BYTES;
        for (int wrong : new int[] {-1, 4, Integer.MAX_VALUE}) {
            meta.putInt(count, wrong);
            refuses(CLASSES, blocks, "its meta block is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-2, 3, 1e9f})
    void aClassThatThereIsNot(float number) {
        for (int of : new int[] {2, 3}) {
            SortedMap<Integer, ByteBuffer> blocks = learned(CLASSES);
            blocks.get(FIRST_WINDOW).order(ByteOrder.LITTLE_ENDIAN).putFloat(HEADER_BYTES + of * Float.BYTES, number);
            refuses(CLASSES, blocks, "its meta block is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.1f, 1e30f})
    void aProbabilityThatIsNone(float number) {
        SortedMap<Integer, ByteBuffer> blocks = learned(CLASSES);
        blocks.get(FIRST_WINDOW).order(ByteOrder.LITTLE_ENDIAN).putFloat(HEADER_BYTES + 11 * Float.BYTES, number);
        refuses(CLASSES, blocks, "its meta block is damaged");
    }

    private static int behindSettings(ByteBuffer meta) {
        String text = new String(meta.array(), StandardCharsets.ISO_8859_1);
        String last = "weights.init.seed\0\u000217";
        int noStandardizedFeatures = Integer.BYTES;
        return text.indexOf(last) + last.length() + noStandardizedFeatures;
    }

    private static void refuses(LearnerSettings settings, SortedMap<Integer, ByteBuffer> blocks, String why) {
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(settings, blocks))
                .withMessageContaining(why);
    }
}
