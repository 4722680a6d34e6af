package io.thalweg.config;

/** What happens when the first record after a start does not follow the last one learned. */
public enum OffsetGapPolicy {
    /** The task fails, and reads again from the committed offsets. */
    FAIL,
    /** The gap is accepted. */
    CONTINUE
}
