package io.thalweg.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickStreamTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long GOLDEN = 3185771363L;

    private final ExampleBuilder builder = new ExampleBuilder(22, 100);

    private static long checksum(ClickStream stream, int examples) {
        CRC32 crc = new CRC32();
        ChecksumSink sink = new ChecksumSink(crc);
        for (int i = 0; i < examples; i++) {
            stream.next(sink);
            sink.number(stream.probability());
        }
        return crc.getValue();
    }

    @Test
    void theSameSeedGivesTheSameStreamForEver() {
        assertThat(checksum(new ClickStream(42, 500), 1000)).isEqualTo(GOLDEN);
        assertThat(checksum(new ClickStream(43, 500), 1000)).isNotEqualTo(GOLDEN);
    }

    @Test
    void anExampleHasAnIdALabelAndSixteenFeatures() {
        ClickStream stream = new ClickStream(1, NEVER);
        stream.next(builder);
        assertThat(builder.build().id()).isEqualTo("click-0");
        stream.next(builder);
        Example second = builder.build();
        assertThat(second.id()).isEqualTo("click-1");
        assertThat(second.label()).isIn(0.0, 1.0);
        assertThat(second.features().size()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void theBestPossibleLossIsFarBelowTheBaseRatesBeforeAndAfterTheDrift(long seed) {
        int half = 20_000;
        ClickStream stream = new ClickStream(seed, half);
        for (int part = 0; part < 2; part++) {
            int clicks = 0;
            double best = 0;
            for (int i = 0; i < half; i++) {
                stream.next(builder);
                double p = stream.probability();
                boolean clicked = builder.build().label() == 1;
                clicks += clicked ? 1 : 0;
                best -= StrictMath.log(clicked ? p : 1 - p) / half;
            }
            double rate = (double) clicks / half;
            double ofBaseRate = -rate * StrictMath.log(rate) - (1 - rate) * StrictMath.log(1 - rate);
            assertThat(rate).isBetween(0.18, part == 0 ? 0.27 : 0.33);
            assertThat(best).isBetween(0.3, ofBaseRate - 0.12);
        }
    }

    /** Ten groups by probability; 4 standard deviations of a mean of labels, so that one seed in a thousand would fail. */
    @Test
    void labelsComeAsOftenAsTheProbabilitySays() {
        ClickStream stream = new ClickStream(7, 50_000);
        double[] expected = new double[10];
        double[] variance = new double[10];
        int[] clicks = new int[10];
        for (int i = 0; i < 100_000; i++) {
            stream.next(builder);
            double p = stream.probability();
            int group = (int) (10 * p);
            expected[group] += p;
            variance[group] += p * (1 - p);
            clicks[group] += builder.build().label() == 1 ? 1 : 0;
        }
        for (int group = 0; group < 10; group++) {
            assertThat((double) clicks[group])
                    .as("group %d", group)
                    .isCloseTo(expected[group], within(4 * StrictMath.sqrt(variance[group])));
        }
    }

    @Test
    void theDriftBeginsWhereItIsToldAndMovesMostProbabilities() {
        ClickStream drifting = new ClickStream(5, 1000);
        ClickStream steady = new ClickStream(5, NEVER);
        int moved = 0;
        for (int i = 0; i < 2000; i++) {
            drifting.next(builder);
            steady.next(builder);
            double difference = Math.abs(drifting.probability() - steady.probability());
            if (i < 1000) {
                assertThat(difference).as("example %d", i).isZero();
            } else if (difference > 0.02) {
                moved++;
            }
        }
        assertThat(moved).isBetween(600, 1000);
    }

    @Test
    void theDriftRedrawsAThirdOfTheWeights() {
        int redrawn = 0;
        for (int i = 0; i < 9000; i++) {
            Weight weight = Weight.draw(11, "site=s" + i);
            redrawn += weight.before() == weight.after() ? 0 : 1;
        }
        // Three standard deviations of 9000 draws are 134.
        assertThat(redrawn).isCloseTo(3000, within(134));
    }
}
