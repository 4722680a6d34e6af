package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.state.Blocks;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final int STRIDE = 8;

    private final Blocks blocks = new Blocks(16 * STRIDE, 4 * STRIDE);
    private final Normalization normalization = new Normalization(blocks, STRIDE, 2);
    private final ExampleBuilder builder = new ExampleBuilder(4, 8);
    private final Row row = new Row();

    @Test
    void aFeatureOfEveryExampleIsCentredAndDividedByItsDeviation() {
        for (float x : new float[] {1, 3, 1, 3, 1, 3}) {
            observe(normalization, x);
        }
        assertThat(observe(normalization, 2)).isCloseTo(0, within(1e-6f));
        assertThat(apply(3)).isCloseTo((float) (1 / Math.sqrt(6 / 7.0)), within(1e-6f));
    }

    @Test
    void aRareFeatureIsDividedByItsRootMeanSquare() {
        for (int n = 0; n < 10; n++) {
            observe(normalization);
        }
        observe(normalization, 3);
        assertThat(observe(normalization, 4)).isCloseTo((float) (4 / Math.sqrt(12.5)), within(1e-6f));
    }

    @Test
    void aConstantOfEveryExampleIsNothingAndOneThatIsAbsentAtTimesAnIndicator() {
        assertThat(observe(normalization, -7)).isZero();
        assertThat(observe(normalization, -7)).isZero();
        observe(normalization);
        assertThat(observe(normalization, -7)).isEqualTo(-1);
    }

    @Test
    void aConstantStaysNothingWhateverTheImportances() {
        Random random = new Random(1);
        for (int n = 0; n < 10_000; n++) {
            assertThat(weighted(normalization, random.nextDouble(), 7))
                    .as("example %d", n)
                    .isZero();
        }
    }

    @Test
    void anOutlierIsTenDeviationsAtMostAndMovesTheStatisticsNoFurther() {
        for (int n = 0; n < 100; n++) {
            observe(normalization, n % 2 == 0 ? 1 : -1);
        }
        assertThat(observe(normalization, 1e18f)).isLessThanOrEqualTo(10).isGreaterThan(6);
        assertThat(observe(normalization, 1)).isBetween(0.5f, 1f);
        assertThat(apply(-1e18f)).isEqualTo(-10);
    }

    @Test
    void anIndicatorIsNotUndoneByAWrongValue() {
        observe(normalization);
        for (int n = 0; n < 1000; n++) {
            observe(normalization, 3);
            observe(normalization);
        }
        assertThat(observe(normalization, 3000)).isCloseTo(2, within(0.01f));
        assertThat(observe(normalization, 3)).isCloseTo(1, within(0.01f));
        assertThat(apply(-3000)).isCloseTo(-2, within(0.01f));
    }

    @Test
    void importanceCountsAsSoManyExamples() {
        weighted(normalization, 1, 5);
        weighted(normalization, 3, 9);
        assertThat(blocks.floats()[0]).isEqualTo(4);
        assertThat(blocks.floats()[1]).isEqualTo(8);
        assertThat(blocks.floats()[2]).isEqualTo(3);
    }

    @Test
    void anIndicatorIsOneWhateverItsValue() {
        for (float x : new float[] {9e17f, 1e10f, 7, 0.1f, -1e-10f, 1e-20f, -1e-30f, Float.MIN_VALUE}) {
            Normalization fresh = new Normalization(new Blocks(16 * STRIDE, 4 * STRIDE), STRIDE, 2);
            observe(fresh);
            assertThat(observe(fresh, x)).isEqualTo(Math.signum(x));
            assertThat(observe(fresh, x)).isEqualTo(Math.signum(x));
        }
    }

    @Test
    void anImportanceTooSmallForAFloatIsNone() {
        observe(normalization);
        assertThat(weighted(normalization, 1e-60, 5)).isZero();
        assertThat(observe(normalization, 7)).isEqualTo(1);
        assertThat(blocks.floats()[1]).isEqualTo(7);
    }

    @Test
    void aNewFeatureIsNothingToApplyWhichChangesNothing() {
        observe(normalization, 5);
        observe(normalization, 7);
        float[] before = blocks.floats().clone();
        normalization.apply(example(8, 6, 8).features(), row);
        assertThat(row.values()[0]).isNotZero();
        assertThat(row.values()[1]).isZero();
        assertThat(row.values()[2]).isZero();
        assertThat(blocks.floats()).isEqualTo(before);
    }

    @Test
    void halvingTheCountsChangesNothingButTheirSize() {
        Blocks halved = new Blocks(16 * STRIDE, 4 * STRIDE);
        Normalization halving = new Normalization(halved, STRIDE, 2, 64);
        for (int n = 0; n < 1000; n++) {
            builder.begin();
            builder.indexed(0, n % 3);
            builder.indexed(8 + n % 8, 1);
            halving.observe(builder.build().features(), 1, row);
            assertThat(halved.floats()[0]).isLessThan(64);
        }
        assertThat(halved.epochs()[0]).isGreaterThan(10);
        RawScale scale = new RawScale(halving, halved);
        assertThat(scale.centre(0)).isCloseTo(1, within(0.1));
        assertThat(scale.slope(8 * STRIDE)).isEqualTo(1);
    }

    @Test
    void aFeatureOfEveryExampleHasTheCountOfExamplesAlsoBehindHalvings() {
        Normalization halving = new Normalization(blocks, STRIDE, 2, 64);
        Random random = new Random(2);
        for (int n = 0; n < 1000; n++) {
            assertThat(weighted(halving, 2 * random.nextDouble(), 7))
                    .as("example %d", n)
                    .isZero();
        }
    }

    /** Counts in a block that was not seen for epochs are the same whether it is read or brought up to date. */
    @Test
    void anAbsentBlockIsReadAsIfItHadBeenHalvedInTime() {
        Normalization halving = new Normalization(blocks, STRIDE, 2, 64);
        for (int n = 0; n < 40; n++) {
            observe(halving, n);
        }
        for (int n = 0; n < 300; n++) {
            halving.observe(indexed(8).features(), 1, row);
        }
        float count = blocks.floats()[0];
        RawScale scale = new RawScale(halving, blocks);
        double slope = scale.slope(0);
        halving.observe(indexed(1).features(), 1, row);
        assertThat(blocks.floats()[0]).isLessThan(count / 8);
        assertThat(scale.slope(0)).isEqualTo(slope);
        assertThat(scale.centre(0)).isZero();
    }

    @Test
    void slopeAndCentreAreTheNormalizationAsALine() {
        Random random = new Random(4);
        for (int n = 0; n < 200; n++) {
            observe(normalization, (float) (5 + random.nextGaussian()));
        }
        RawScale scale = new RawScale(normalization, blocks);
        for (float x = 3; x < 7; x += 0.5f) {
            assertThat(apply(x)).isCloseTo((float) (scale.slope(0) * (x - scale.centre(0))), within(1e-6f));
        }
    }

    /** Gives feature 0 and returns it normalized. */
    private float observe(Normalization to, float... x) {
        return weighted(to, 1, x);
    }

    private float weighted(Normalization to, double importance, float... x) {
        to.observe(example(x).features(), importance, row);
        return row.size() > 0 ? row.values()[0] : 0;
    }

    private float apply(float x) {
        normalization.apply(example(x).features(), row);
        return row.size() > 0 ? row.values()[0] : 0;
    }

    private Example example(float... x) {
        builder.begin();
        for (int i = 0; i < x.length; i++) {
            builder.indexed(i, x[i]);
        }
        return builder.build();
    }

    private Example indexed(int index) {
        builder.begin();
        builder.indexed(index, 1);
        return builder.build();
    }
}
