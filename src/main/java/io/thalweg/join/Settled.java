package io.thalweg.join;

/**
 * The end that an example or a label came to.
 *
 * @param timeMs stream time at that moment
 * @param example where the example was, and when it happened; null if there is none
 * @param came where the label was, and when it happened; null if none came
 * @param label the label that came, or the default one; null if there is none
 * @param before the label that had come before; null unless it is a duplicate or a correction
 * @param loss of the prediction that was served; NaN unless it is known now
 */
public record Settled(
        LabelOutcome outcome,
        String id,
        long timeMs,
        Place example,
        Place came,
        Label label,
        Label before,
        double loss) {
    /** A place in a topic's partition, and a time in milliseconds since 1970 UTC. */
    public record Place(long offset, long timeMs) {}

    static Settled of(LabelOutcome outcome, String id, long timeMs) {
        return new Settled(outcome, id, timeMs, null, null, null, null, Double.NaN);
    }

    Settled withExample(Place example) {
        return new Settled(outcome, id, timeMs, example, came, label, before, loss);
    }

    Settled withLabel(Place came, Label label) {
        return new Settled(outcome, id, timeMs, example, came, label, before, loss);
    }

    Settled after(Label before) {
        return new Settled(outcome, id, timeMs, example, came, label, before, loss);
    }

    Settled withLoss(double loss) {
        return new Settled(outcome, id, timeMs, example, came, label, before, loss);
    }
}
