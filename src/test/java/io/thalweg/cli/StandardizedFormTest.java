package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.FeatureHasher;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported and explained of a model that has learned standardized features is for their raw values. */
class StandardizedFormTest {
    private final Random random = new Random(3);

    private static void give(ExampleBuilder builder, String name, boolean standardized, double value) {
        byte[] bytes = name.getBytes(UTF_8);
        if (standardized) {
            builder.standardized(bytes, 0, bytes.length, (float) value);
        } else {
            builder.numeric(bytes, 0, bytes.length, (float) value);
        }
    }

    private Example example(ExampleBuilder builder) {
        builder.begin();
        double income = 50_000 + 1e4 * random.nextGaussian();
        double age = 40 + 10 * random.nextGaussian();
        give(builder, "income", true, income);
        if (random.nextInt(3) > 0) {
            give(builder, "age", true, age);
        }
        give(builder, "plain", false, random.nextDouble());
        builder.label(income / 1e4 - age / 10);
        return builder.build();
    }

    private static double margin(LinearForm form, Example example) {
        LinearForm.Output output = form.outputs().get(0);
        double margin = output.intercept();
        boolean[] present = new boolean[1 << Learners.HASH_BITS];
        for (int k = 0; k < example.features().size(); k++) {
            int index = example.features().indices()[k];
            present[index] = true;
            double mean = form.mean(index);
            double limit = form.limit(index);
            double value =
                    mean + Math.max(-limit, Math.min(limit, example.features().values()[k] - mean));
            margin += output.weight().applyAsDouble(index) * value;
        }
        for (int index = 0; index < present.length; index++) {
            if (!present[index] && form.centred(index)) {
                margin += output.weight().applyAsDouble(index) * form.mean(index);
            }
        }
        return margin;
    }

    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void isForRawValues(OptimizerKind kind) {
        OnlineLearner learner =
                new OnlineLearner(Learners.settings(new SquaredLoss(), kind, new LearningRate.Constant(0.05), 0, 0));
        ExampleBuilder builder = learner.exampleBuilder();
        for (int n = 0; n < 500; n++) {
            learner.process(example(builder));
        }
        LinearForm form = new LinearForm(learner);
        FeatureNames names = new FeatureNames(Learners.HASH_BITS, index -> true);
        byte[] income = "income".getBytes(UTF_8);
        int incomeIndex = new FeatureHasher(Learners.HASH_BITS).index(income, 0, income.length);
        for (int n = 0; n < 50; n++) {
            Example example = example(builder);
            double size = example.features().size();
            float[] raw = Arrays.copyOf(example.features().values(), (int) size);
            double ofForm = margin(form, example);
            Explanation explanation = Explanation.of(learner, form, example, names, -1);
            double served = explanation.margin() - explanation.bounds();
            // An intercept for raw values of 50,000 standard deviations' 10,000 adds up floats of that ratio.
            assertThat(ofForm).isCloseTo(served, within(1e-4));
            double sum = explanation.base();
            for (Explanation.Part part : explanation.parts()) {
                sum += part.adds();
                assertThat(part.weight() * (part.value() - part.centre())).isCloseTo(part.adds(), within(1e-5));
                if (part.index() == incomeIndex) {
                    assertThat(part.value())
                            .isIn(raw[0], raw[1], raw[raw.length - 1])
                            .isGreaterThan(1000);
                    assertThat(part.centre()).isCloseTo(50_000, within(3000.0));
                }
            }
            assertThat(sum).isCloseTo(served, within(1e-5));
        }
    }
}
