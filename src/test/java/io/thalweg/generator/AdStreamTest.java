package io.thalweg.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdStreamTest {
    private static final long GOLDEN = 2670113805L;

    private static List<AdEvent> all(AdStream stream) {
        List<AdEvent> events = new ArrayList<>();
        for (Optional<AdEvent> next = stream.next(); next.isPresent(); next = stream.next()) {
            events.add(next.get());
        }
        return events;
    }

    private static long checksum(long seed) {
        CRC32 crc = new CRC32();
        AdStream stream = new AdStream(seed, 1000);
        all(stream).forEach(event -> crc.update(event.toString().getBytes(StandardCharsets.UTF_8)));
        crc.update(Double.toString(stream.truth().bestLoss().orElseThrow()).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    @Test
    void theSameSeedGivesTheSameStreamForEver() {
        assertThat(checksum(42)).isEqualTo(GOLDEN);
        assertThat(checksum(43)).isNotEqualTo(GOLDEN);
    }

    @Test
    void eventsComeInTheOrderInWhichTheyHappen() {
        List<AdEvent> events = all(new AdStream(1, 20_000));
        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.timeMs(), b.timeMs()));
    }

    /** What a join by these rules makes of the stream, worked out the slow way, is what the stream says of itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTruthIsWhatAJoinFinds(long seed) {
        AdStream stream = new AdStream(seed, 10_000);
        List<AdEvent> events = all(stream);
        Map<String, Long> shownMs = new HashMap<>();
        long repeated = 0;
        for (AdEvent event : events) {
            if (event instanceof Impression && shownMs.putIfAbsent(event.id(), event.timeMs()) != null) {
                repeated++;
            }
        }
        Set<String> matched = new HashSet<>();
        Map<ClickFate, Long> found = new HashMap<>();
        for (AdEvent event : events) {
            if (event instanceof Click click) {
                found.merge(fate(click, shownMs.get(click.id()), matched), 1L, Long::sum);
            }
        }
        AdTruth truth = stream.truth();
        assertThat(truth.shown()).isEqualTo(10_000);
        assertThat(truth.repeated()).isEqualTo(repeated).isPositive();
        assertThat(truth.shown() - truth.lost()).isEqualTo(shownMs.size()).isLessThan(10_000);
        assertThat(truth.matched()).isEqualTo(matched.size());
        assertThat(truth.unmatched()).isEqualTo(shownMs.size() - matched.size());
        for (ClickFate fate :
                List.of(ClickFate.EARLY, ClickFate.TWICE, ClickFate.CORRECTED, ClickFate.LATE, ClickFate.ORPHAN)) {
            assertThat(truth.clicks().get(fate))
                    .as(fate.name())
                    .isEqualTo(found.get(fate))
                    .isPositive();
        }
    }

    private static ClickFate fate(Click click, Long shownMs, Set<String> matched) {
        if (shownMs == null) {
            return ClickFate.ORPHAN;
        }
        long delayMs = click.timeMs() - shownMs;
        if (matched.contains(click.id())) {
            return click.clicked() ? ClickFate.TWICE : ClickFate.CORRECTED;
        }
        if (delayMs >= AdStream.WAIT_MS) {
            assertThat(delayMs).isLessThan(AdStream.WAIT_MS + AdStream.MEMORY_MS);
            return ClickFate.LATE;
        }
        assertThat(click.clicked()).isTrue();
        matched.add(click.id());
        assertThat(delayMs).isGreaterThan(-AdStream.MEMORY_MS);
        return delayMs < 0 ? ClickFate.EARLY : ClickFate.ON_TIME;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42})
    void theBestPossibleLossIsFarBelowTheBaseRates(long seed) {
        AdStream stream = new AdStream(seed, 40_000);
        all(stream);
        AdTruth truth = stream.truth();
        double rate = (double) truth.matched() / (truth.shown() - truth.lost());
        double ofBaseRate = -rate * StrictMath.log(rate) - (1 - rate) * StrictMath.log(1 - rate);
        assertThat(rate).isBetween(0.15, 0.3);
        assertThat(truth.bestLoss().orElseThrow()).isBetween(0.28, ofBaseRate - 0.12);
    }

    /** Three standard deviations of 9000 draws at most. */
    @Test
    void fatesComeAsOftenAsTheirShares() {
        SplitMix random = new SplitMix(5);
        Map<ClickFate, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 9000; i++) {
            drawn.merge(ClickFate.draw(random), 1, Integer::sum);
        }
        assertThat(drawn.get(ClickFate.ON_TIME)).isCloseTo(7200, within(114));
        assertThat(drawn.get(ClickFate.LOST)).isCloseTo(450, within(62));
        assertThat(drawn).doesNotContainKey(ClickFate.ORPHAN);
        assertThat(ClickFate.countingShare()).isCloseTo(0.91, within(1e-12));
    }

    @Test
    void theLastClosingImpressionIsBeyondAllThatWaits() {
        AdStream stream = new AdStream(1, 100);
        List<AdEvent> events = all(stream);
        long lastMs = events.get(events.size() - 1).timeMs();
        assertThat(stream.closing("a", AdStream.CLOSING).timeMs()).isGreaterThan(lastMs + AdStream.WAIT_MS);
        assertThat(stream.closing("b", 1).timeMs() + AdStream.WAIT_MS)
                .as("waits still in the end")
                .isGreaterThan(stream.closing("c", AdStream.CLOSING).timeMs());
    }
}
