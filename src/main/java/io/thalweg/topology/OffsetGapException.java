package io.thalweg.topology;

/** Input records have been skipped that the model has not learned from: the task must read again from its committed offsets. */
public final class OffsetGapException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OffsetGapException(String message) {
        super(message);
    }
}
