package io.thalweg.join;

/**
 * What can become of an example that waits for its label, and of a label that comes on its own. Every example held ends as one of the first two, every label as
 * one of the others or as {@link #MATCHED}. The names are part of the format of the topic of outcomes.
 */
public enum LabelOutcome {
    /** The label came in time, and was learned. */
    MATCHED,
    /** No label came in time: the example was learned with the default label, or not at all if there is none. */
    EXPIRED,
    /** An example came under an id that is held already: it was predicted, and will not be learned. */
    REPEATED,
    /** The label's example did not come while it was kept. */
    ORPHAN,
    /** The same label came again. */
    DUPLICATE,
    /** Another label came after the first. */
    CORRECTION,
    /** The label came after its example had expired. */
    LATE
}
