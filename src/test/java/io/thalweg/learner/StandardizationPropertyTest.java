package io.thalweg.learner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.mapping.Kind;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardizationPropertyTest {
    private static final List<String> STANDARDIZED = List.of("income", "age", "constant", "rare");

    private record Given(List<String> names, List<Float> values, double label, double importance) {}

    private static LearnerSettings settings(OptimizerKind kind) {
        return Learners.settings(new SquaredLoss(), kind, new LearningRate.Constant(0.1), 0, 0);
    }

    private static List<Given> stream(long seed, int count) {
        Random random = new Random(seed);
        List<Given> stream = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            List<String> names = new ArrayList<>(List.of("income", "age", "constant", "plain"));
            List<Float> values = new ArrayList<>(List.of(
                    (float) (50_000 + 1e4 * random.nextGaussian()),
                    (float) (40 + 10 * random.nextGaussian()),
                    0.1f,
                    random.nextFloat()));
            if (random.nextInt(9) == 0) {
                names.add("rare");
                values.add((float) (1e-6 * random.nextGaussian()));
            }
            if (random.nextInt(5) == 0) {
                names.remove(0);
                values.remove(0);
            }
            double importance = random.nextInt(4) == 0 ? 0 : 0.3 + random.nextDouble();
            stream.add(new Given(names, values, random.nextGaussian(), importance));
        }
        return stream;
    }

    private static Example example(ExampleBuilder builder, Given given, Random order) {
        List<Integer> places = new ArrayList<>();
        for (int k = 0; k < given.names.size(); k++) {
            places.add(k);
        }
        if (order != null) {
            Collections.shuffle(places, order);
        }
        builder.begin();
        for (int k : places) {
            byte[] name = given.names.get(k).getBytes(UTF_8);
            if (STANDARDIZED.contains(given.names.get(k))) {
                builder.standardized(name, 0, name.length, given.values.get(k));
            } else {
                builder.numeric(name, 0, name.length, given.values.get(k));
            }
        }
        builder.label(given.label);
        builder.importance(given.importance);
        return builder.build();
    }

    private static int index(String name) {
        ExampleBuilder builder = new ExampleBuilder(Learners.HASH_BITS, 10);
        return example(builder, new Given(List.of(name), List.of(1f), 0, 1), null)
                .features()
                .indices()[0];
    }

    private static float value(Example example, int index) {
        int at = Arrays.binarySearch(
                example.features().indices(), 0, example.features().size(), index);
        return example.features().values()[at];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsTwoPassesOverAllThatCameBefore(long seed) {
        OnlineLearner learner = new OnlineLearner(settings(OptimizerKind.ADAGRAD));
        ExampleBuilder builder = learner.exampleBuilder();
        List<Given> before = new ArrayList<>();
        for (Given given : stream(seed, 200)) {
            before.add(given);
            Example example = example(builder, given, null);
            learner.process(example);
            double norm = 0;
            for (int k = 0; k < given.names.size(); k++) {
                String name = given.names.get(k);
                float raw = given.values.get(k);
                double expected = STANDARDIZED.contains(name) ? reference(before, name, raw) : raw;
                float actual = value(example, index(name));
                // A float's rounding, and what is left of a double's where a mean of 50,000 is taken off.
                assertThat((double) actual)
                        .as("seed %d, %s", seed, name)
                        .isCloseTo(expected, within(1e-5 + 1e-6 * Math.abs(expected)));
                norm += (double) actual * actual;
            }
            assertThat(example.features().squaredNorm()).isCloseTo(norm, within(1e-12 * norm));
        }
    }

    private static double reference(List<Given> before, String name, float raw) {
        double weights = 0;
        double sum = 0;
        for (Given given : before) {
            int at = given.names.indexOf(name);
            weights += at < 0 ? 0 : given.importance;
            sum += at < 0 ? 0 : given.importance * given.values.get(at);
        }
        double mean = sum / weights;
        double squares = 0;
        for (Given given : before) {
            int at = given.names.indexOf(name);
            squares += at < 0 ? 0 : given.importance * Math.pow(given.values.get(at) - mean, 2);
        }
        double deviation = Math.sqrt(squares / weights);
        return name.equals("constant") || !(deviation > 0) ? 0 : (raw - mean) / deviation;
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void theOrderOfFeaturesIsIrrelevant(OptimizerKind kind) {
        LearnerState one = Learners.state(settings(kind));
        LearnerState other = Learners.state(settings(kind));
        ExampleBuilder builder = one.learner().exampleBuilder();
        Random order = new Random(5);
        for (Given given : stream(4, 300)) {
            one.learner().process(example(builder, given, null));
            other.learner().process(example(builder, given, order));
        }
        assertThat(Learners.blocks(other)).isEqualTo(Learners.blocks(one));
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void cutAndRestoredEqualsStraightThrough(OptimizerKind kind) {
        LearnerState straight = Learners.state(settings(kind));
        LearnerState cut = Learners.state(settings(kind));
        ExampleBuilder builder = straight.learner().exampleBuilder();
        int n = 0;
        for (Given given : stream(6, 300)) {
            if (n++ % 37 == 0) {
                cut = Learners.resumed(settings(kind), Learners.blocks(cut));
            }
            straight.learner().process(example(builder, given, null));
            cut.learner().process(example(builder, given, null));
        }
        assertThat(Learners.blocks(cut)).isEqualTo(Learners.blocks(straight));
    }

    @Test
    void whatIsOnlyScoredOrDoesNotCountChangesNothing() {
        LearnerState state = Learners.state(settings(OptimizerKind.SGD));
        ExampleBuilder builder = state.learner().exampleBuilder();
        for (Given given : stream(7, 50)) {
            state.learner().process(example(builder, given, null));
        }
        Given far = new Given(List.of("income", "new"), List.of(1e9f, 1f), 1, 0);
        double mean = state.learner().standardization().mean(index("income"));
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        double margin = state.learner().predict(example(builder, far, null)).margin();
        assertThat(Learners.blocks(state)).isEqualTo(blocks);
        assertThat(state.learner().process(example(builder, far, null)).margin())
                .isEqualTo(margin);
        assertThat(state.learner().standardization().mean(index("income"))).isEqualTo(mean);
    }

    @Test
    void severalLearnersTakeTheSameExampleEachInItsOwnUnits() {
        OnlineLearner first = new OnlineLearner(settings(OptimizerKind.SGD));
        OnlineLearner second = new OnlineLearner(settings(OptimizerKind.SGD));
        OnlineLearner alone = new OnlineLearner(settings(OptimizerKind.SGD));
        ExampleBuilder builder = first.exampleBuilder();
        for (Given given : stream(8, 50)) {
            Example shared = example(builder, given, null);
            first.process(shared);
            double margin = second.process(shared).margin();
            assertThat(alone.process(example(alone.exampleBuilder(), given, null))
                            .margin())
                    .isEqualTo(margin);
        }
    }

    /** Magnitudes from 1e-18 to 1e18, all as likely. */
    private static double anyMagnitude(Random random) {
        return Math.pow(10, 36 * random.nextDouble() - 18);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whateverTheImportancesAndValuesTheStateIsFiniteAndCanBeRestored(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            LearnerState state = Learners.state(settings(OptimizerKind.AUTO));
            ExampleBuilder builder = state.learner().exampleBuilder();
            double largest = 0;
            for (int n = 0; n < 20; n++) {
                float value = (float) ((random.nextBoolean() ? 1 : -1) * anyMagnitude(random));
                largest = Math.max(largest, Math.abs(value));
                Given given = new Given(List.of("income"), List.of(value), n % 2, anyMagnitude(random));
                Example example = example(builder, given, null);
                String at = "seed " + seed + ", round " + round + ", example " + n + ", " + given;
                assertThat(state.learner().process(example).margin()).as(at).isFinite();
                assertThat(value(example, index("income"))).as(at).isFinite();
                Standardization standardization = state.learner().standardization();
                assertThat(standardization.deviation(index("income"))).as(at).isFinite();
                assertThat(Math.abs(standardization.mean(index("income"))))
                        .as(at)
                        .isLessThanOrEqualTo(largest);
                assertThat(Learners.blocks(Learners.resumed(settings(OptimizerKind.AUTO), Learners.blocks(state))))
                        .as(at)
                        .isEqualTo(Learners.blocks(state));
            }
        }
    }

    @Test
    void aDamagedMetaBlockIsRefused() {
        LearnerState state = Learners.state(settings(OptimizerKind.SGD));
        ExampleBuilder builder = state.learner().exampleBuilder();
        for (Given given : stream(9, 50)) {
            state.learner().process(example(builder, given, null));
        }
        byte[] meta = state.block(LearnerState.META);
        for (int length = 0; length < meta.length; length++) {
            SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
            blocks.put(LearnerState.META, ByteBuffer.wrap(Arrays.copyOf(meta, length)));
            assertThatExceptionOfType(IncompatibleModelException.class)
                    .isThrownBy(() -> Learners.resumed(settings(OptimizerKind.SGD), blocks));
        }
    }

    @Test
    void moreFeaturesThanThereIsRoomForAreRefusedBeforeAnythingChanges() {
        LearnerSettings like =
                Learners.settings(new LogisticLoss(), OptimizerKind.SGD, new LearningRate.Constant(1), 0, 0);
        LearnerState state = Learners.state(new LearnerSettings(
                like.loss(),
                like.optimizer(),
                like.learningRate(),
                1,
                like.regularization(),
                18,
                like.initialWeights(),
                like.steps(),
                100,
                10,
                like.convergence(),
                0));
        OnlineLearner learner = state.learner();
        ExampleBuilder builder = learner.exampleBuilder();
        Example example = null;
        for (int n = 0; learner.standardization().indices().length < Standardization.MOST; n++) {
            builder.begin();
            byte[] name = ("n" + n).getBytes(UTF_8);
            builder.standardized(name, 0, name.length, n);
            example = builder.build();
            learner.check(example);
            learner.process(example);
        }
        learner.check(example);
        byte[] name = "one more".getBytes(UTF_8);
        builder.begin();
        builder.standardized(name, 0, name.length, 1);
        Example more = builder.build();
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> learner.check(more))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_MANY_FEATURES))
                .withMessageContaining("10000");
        SortedMap<String, Integer> wide = new TreeMap<>();
        for (int n = 0; n < 9000; n++) {
            wide.put(String.format("%04d", n) + "x".repeat(125), Kind.NUMBER.bit());
        }
        learner.fields().remember(wide);
        assertThat(state.block(LearnerState.META).length)
                .as("with as many fields as there may be, in one record of the changelog")
                .isBetween(500_000, (1 << 20) - 400_000);
    }
}
