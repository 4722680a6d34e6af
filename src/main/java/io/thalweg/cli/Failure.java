package io.thalweg.cli;

/** An end of a command that is told to the user in one message, with its exit code. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int RUNTIME = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int INCOMPATIBLE = 4;
    static final int DIFFERENT = 5;

    private final int exitCode;

    Failure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
