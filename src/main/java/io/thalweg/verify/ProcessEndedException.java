package io.thalweg.verify;

/** A process that should have gone on has ended, or did not get on in time. The message says which way, and what it printed. */
public final class ProcessEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProcessEndedException(String message) {
        super(message);
    }
}
