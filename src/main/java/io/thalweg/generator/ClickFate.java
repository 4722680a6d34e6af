package io.thalweg.generator;

/** What becomes of a click on its way, and how often. */
public enum ClickFate {
    /** It comes within the time that is waited for it. */
    ON_TIME(0.80, true),
    /** It comes before its impression. */
    EARLY(0.06, true),
    /** It comes on time, and once more. */
    TWICE(0.03, true),
    /** It comes on time, and is said to be none afterwards. */
    CORRECTED(0.02, true),
    /** It comes when nobody waits for it any more. */
    LATE(0.04, false),
    /** It never comes. */
    LOST(0.05, false),
    /** It comes, but its impression never does. */
    ORPHAN(0, false);

    private static final ClickFate[] FATES = values();

    private final double share;
    private final boolean counts;

    ClickFate(double share, boolean counts) {
        this.share = share;
        this.counts = counts;
    }

    /** Whether the impression has the click for its label. */
    boolean counts() {
        return counts;
    }

    /** Of a click whose impression comes. */
    static ClickFate draw(SplitMix random) {
        double at = random.uniform();
        for (ClickFate fate : FATES) {
            at -= fate.share;
            if (at < 0) {
                return fate;
            }
        }
        return ON_TIME;
    }

    /** How many of all clicks whose impressions come become labels, as a share. */
    static double countingShare() {
        double sum = 0;
        for (ClickFate fate : FATES) {
            sum += fate.counts ? fate.share : 0;
        }
        return sum;
    }
}
