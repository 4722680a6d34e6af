package io.thalweg.snapshot;

/** A snapshot that is damaged, incomplete, or not one of ours. Nothing has been taken from it. */
public final class UnusableSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableSnapshotException(String message) {
        super(message);
    }

    public UnusableSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
