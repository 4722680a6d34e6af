package io.thalweg.cli;

/**
 * When a learner is out of a race: at a margin, mean or loss that is not a finite number, or when the updates of {@value #REFUSED_IN_A_ROW} labelled examples in a row
 * were refused, their gradients being beyond all measure. Unlabelled examples neither add to the row nor end it. One thread.
 */
final class Endurance {
    static final int REFUSED_IN_A_ROW = 100;

    private long refused;
    private int inARow;

    /**
     * Whether the learner goes on behind an example.
     *
     * @param loss NaN if the example has no label
     * @param refused updates so far
     */
    boolean lasts(double margin, double mean, double loss, boolean labeled, long refused) {
        if (labeled) {
            inARow = refused > this.refused ? inARow + 1 : 0;
            this.refused = refused;
        }
        boolean finite = Double.isFinite(margin) && Double.isFinite(mean) && (!labeled || Double.isFinite(loss));
        return finite && inARow < REFUSED_IN_A_ROW;
    }
}
