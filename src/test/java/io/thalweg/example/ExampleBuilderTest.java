package io.thalweg.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExampleBuilderTest {
    private static final float MOST = 1e18f;

    private final ExampleBuilder builder = new ExampleBuilder(4, 100);

    private record Part(String name, float value) {
        void give(FeatureSink sink) {
            byte[] bytes = name.getBytes(UTF_8);
            sink.numeric(bytes, 0, bytes.length, value);
        }
    }

    @Test
    void orderOfFeaturesIsIrrelevant() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<Part> parts = new ArrayList<>();
            for (int count = random.nextInt(100); count > 0; count--) { // 16 indices: names collide and repeat
                parts.add(new Part("f" + random.nextInt(40), (float) (1e6 * random.nextGaussian())));
            }
            List<Long> expected = bits(parts);
            for (int shuffle = 0; shuffle < 5; shuffle++) {
                Collections.shuffle(parts, random);
                assertThat(bits(parts)).as("seed %d", seed).isEqualTo(expected);
            }
            int size = builder.build().features().size();
            int[] indices = Arrays.copyOf(builder.build().features().indices(), size);
            assertThat(indices).isSorted().doesNotHaveDuplicates();
        }
    }

    private List<Long> bits(List<Part> parts) {
        builder.begin();
        parts.forEach(part -> part.give(builder));
        Features features = builder.build().features();
        List<Long> bits = new ArrayList<>();
        for (int k = 0; k < features.size(); k++) {
            bits.add((long) features.indices()[k] << 32 | Float.floatToRawIntBits(features.values()[k]) & 0xffffffffL);
        }
        bits.add(Double.doubleToRawLongBits(features.squaredNorm()));
        return bits;
    }

    @Test
    void orderOfValuesThatShareAnIndexIsIrrelevant() {
        float[][] orders = {{1e8f, 1, -1e8f}, {-1e8f, 1e8f, 1}, {1, -1e8f, 1e8f}, {1e8f, -1e8f, 1}};
        List<Integer> sums = new ArrayList<>();
        for (float[] order : orders) {
            builder.begin();
            for (float value : order) {
                builder.indexed(3, value);
            }
            sums.add(Float.floatToRawIntBits(builder.build().features().values()[0]));
        }
        assertThat(sums).containsOnly(sums.get(0));
    }

    @Test
    void featuresThatShareAnIndexAddUp() {
        builder.begin();
        builder.indexed(9, 4);
        builder.indexed(3, 1.5f);
        builder.indexed(9, -1);
        Features features = builder.build().features();
        assertThat(Arrays.copyOf(features.indices(), features.size())).containsExactly(3, 9);
        assertThat(Arrays.copyOf(features.values(), features.size())).containsExactly(1.5f, 3);
        assertThat(features.squaredNorm()).isEqualTo(1.5 * 1.5 + 9);
    }

    @Test
    void aCategoryIsTheFeatureNamedNameEqualsValueWithValueOne() {
        ExampleBuilder wide = new ExampleBuilder(30, 10);
        String longName = "n".repeat(300);
        for (String name : List.of("city", "", longName)) {
            for (String between : List.of("y", "=", "==", "")) {
                wide.begin();
                byte[] around = ("xx" + name + between + "Zürichz").getBytes(UTF_8);
                int valueOffset = 2 + name.length() + between.length();
                wide.categorical(around, 2, name.length(), around, valueOffset, "Zürich".getBytes(UTF_8).length);
                int index = wide.build().features().indices()[0];
                float value = wide.build().features().values()[0];
                wide.begin();
                new Part(name + "=Zürich", 1).give(wide);
                assertThat(index).isEqualTo(wide.build().features().indices()[0]);
                assertThat(value).isEqualTo(1);
            }
        }
    }

    @Test
    void anExampleWithNothingGivenIsEmptyAndCountsOnce() {
        builder.begin();
        Example example = builder.build();
        assertThat(example.features().size()).isZero();
        assertThat(example.hasLabel()).isFalse();
        assertThat(example.importance()).isEqualTo(1);
        assertThat(example.id()).isEmpty();
    }

    @Test
    void takesTheLargestMagnitudes() {
        builder.begin();
        builder.indexed(15, -MOST);
        builder.indexed(0, MOST);
        builder.label(-1e18);
        builder.importance(1e18);
        Example example = builder.build();
        assertThat(example.features().size()).isEqualTo(2);
        assertThat(example.label()).isEqualTo(-1e18);
        assertThat(example.importance()).isEqualTo(1e18);
    }

    @Test
    void refusesWithTheReason() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            rejects(RejectReason.NON_FINITE, () -> builder.indexed(1, value));
            rejects(RejectReason.NON_FINITE, () -> new Part("a", value).give(builder));
            rejects(RejectReason.NON_FINITE, () -> builder.label(value));
            rejects(RejectReason.NON_FINITE, () -> builder.importance(value));
        }
        rejects(RejectReason.OUT_OF_RANGE, () -> builder.indexed(1, Math.nextUp(MOST)));
        rejects(RejectReason.OUT_OF_RANGE, () -> builder.indexed(1, -Float.MAX_VALUE));
        rejects(RejectReason.OUT_OF_RANGE, () -> builder.label(Math.nextDown(-1e18)));
        rejects(RejectReason.OUT_OF_RANGE, () -> builder.importance(Math.nextUp(1e18)));
        rejects(RejectReason.NEGATIVE_IMPORTANCE, () -> builder.importance(-Double.MIN_VALUE));
        rejects(RejectReason.INDEX_OUT_OF_RANGE, () -> builder.indexed(-1, 1));
        rejects(RejectReason.INDEX_OUT_OF_RANGE, () -> builder.indexed(16, 1));
    }

    @Test
    void refusesASumBeyondTheRange() {
        rejects(RejectReason.OUT_OF_RANGE, () -> {
            builder.indexed(1, MOST);
            builder.indexed(1, MOST);
            builder.build();
        });
    }

    @Test
    void refusesOneFeatureTooMany() {
        rejects(RejectReason.TOO_MANY_FEATURES, () -> {
            for (int k = 0; k <= 100; k++) {
                builder.indexed(k % 16, 1);
            }
        });
    }

    /** After a refusal the next example has nothing of the refused one. */
    private void rejects(RejectReason reason, Runnable part) {
        builder.begin();
        builder.id("refused");
        builder.label(1);
        builder.importance(3);
        builder.indexed(2, 5);
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(part::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty())
                .withMessageNotContaining("\n");
        anExampleWithNothingGivenIsEmptyAndCountsOnce();
    }
}
