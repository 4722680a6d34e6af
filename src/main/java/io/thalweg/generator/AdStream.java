package io.thalweg.generator;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * Impressions and clicks in the order in which they happen, on a clock of its own that begins on 1 January 2024 UTC and shows about one impression every five seconds.
 * Most clicks come some minutes after their impressions; some come before, too late, twice, with a correction, or never, and some impressions are lost or sent
 * twice. From half of the impressions on, a third of the true weights are other ones ({@link Weight}). The same seed gives the same stream on every machine. One
 * thread.
 */
public final class AdStream {
    private static final long START_MS = 1_704_067_200_000L;
    private static final double GAP_MS = 5000;
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;

    /** So long, a click counts for its impression: none comes in the last minute before that, nor in the first minute after. */
    public static final long WAIT_MS = 30 * MINUTE_MS;

    /** So long, what has ended is remembered: what comes after that does not come at all. */
    public static final long MEMORY_MS = 10 * MINUTE_MS;

    private static final double MEAN_DELAY_MS = 4 * MINUTE_MS;
    private static final long MOST_DELAY_MS = WAIT_MS - MINUTE_MS;
    private static final long AROUND_MS = MEMORY_MS / 2;
    private static final double IMPRESSIONS_LOST = 0.005;
    private static final double IMPRESSIONS_REPEATED = 0.005;

    /** As many impressions move the clock on in the end until nothing else waits; each far enough for some hundreds to end. */
    public static final int CLOSING = 6;

    private final long count;
    private final Impressions impressions;
    private final SplitMix random;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::timeMs).thenComparingLong(Due::order));
    private final Map<ClickFate, Long> clicks = new EnumMap<>(ClickFate.class);
    private final double countingShare = ClickFate.countingShare();
    private double clockMs = START_MS;
    private long lastMs = START_MS;
    private long order;
    private long shown;
    private long lost;
    private long repeated;
    private double lossSum;

    /** What will happen; in a tie, what was drawn first comes first. */
    private record Due(AdEvent event, long order) {
        long timeMs() {
            return event.timeMs();
        }
    }

    /** @param count impressions, of which some are lost */
    public AdStream(long seed, long count) {
        this.count = count;
        impressions = new Impressions(seed);
        random = SplitMix.of(seed, "fates");
        for (ClickFate fate : ClickFate.values()) {
            clicks.put(fate, 0L);
        }
    }

    /** What happens next; empty at the end. */
    public Optional<AdEvent> next() {
        while (shown < count && (due.isEmpty() || due.peek().timeMs() > clockMs - AROUND_MS)) {
            draw();
        }
        if (due.isEmpty()) {
            return Optional.empty();
        }
        AdEvent event = due.poll().event();
        lastMs = event.timeMs();
        return Optional.of(event);
    }

    /**
     * After the end: an impression that moves the clock on.
     *
     * @param step from 1 to {@link #CLOSING}, in this order
     */
    public Impression closing(String id, int step) {
        return impressions.next(id, lastMs + SECOND_MS + step * (WAIT_MS / CLOSING), true);
    }

    /** What has really happened, when all has. */
    public AdTruth truth() {
        long sent = shown - lost;
        OptionalDouble bestLoss = sent == 0 ? OptionalDouble.empty() : OptionalDouble.of(lossSum / sent);
        return new AdTruth(shown, lost, repeated, Map.copyOf(clicks), bestLoss);
    }

    private void draw() {
        clockMs += exponential(GAP_MS);
        Impression impression = impressions.next("impression-" + shown, (long) clockMs, shown >= count / 2);
        shown++;
        boolean clicked = impressions.clicked();
        if (random.uniform() < IMPRESSIONS_LOST) {
            lost++;
            if (clicked) {
                fate(ClickFate.ORPHAN, impression);
            }
            return;
        }
        add(impression);
        if (random.uniform() < IMPRESSIONS_REPEATED) {
            repeated++;
            add(impression.again(impression.timeMs() + within(MINUTE_MS)));
        }
        ClickFate fate = clicked ? ClickFate.draw(random) : ClickFate.LOST;
        double labelled = impressions.probability() * countingShare;
        lossSum -= StrictMath.log(fate.counts() ? labelled : 1 - labelled);
        if (clicked) {
            fate(fate, impression);
        }
    }

    private void fate(ClickFate fate, Impression impression) {
        clicks.merge(fate, 1L, Long::sum);
        String id = impression.id();
        long shownMs = impression.timeMs();
        long onTimeMs = shownMs + SECOND_MS + Math.min((long) exponential(MEAN_DELAY_MS), MOST_DELAY_MS - SECOND_MS);
        switch (fate) {
            case ON_TIME, ORPHAN -> add(new Click(id, onTimeMs, true));
            case EARLY -> add(new Click(id, shownMs - within(AROUND_MS), true));
            case TWICE, CORRECTED -> {
                add(new Click(id, onTimeMs, true));
                add(new Click(id, onTimeMs + within(AROUND_MS), fate == ClickFate.TWICE));
            }
            case LATE -> add(new Click(id, shownMs + WAIT_MS + MINUTE_MS + within(AROUND_MS), true));
            case LOST -> {}
        }
    }

    private void add(AdEvent event) {
        due.add(new Due(event, order++));
    }

    private double exponential(double mean) {
        return -mean * StrictMath.log1p(-random.uniform());
    }

    /** At least a second, at most {@code mostMs}. */
    private long within(long mostMs) {
        return SECOND_MS + (long) (random.uniform() * (mostMs - SECOND_MS));
    }
}
