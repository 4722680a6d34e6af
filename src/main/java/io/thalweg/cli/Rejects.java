package io.thalweg.cli;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.example.RejectedExampleException;
import java.io.PrintStream;

/** What is said of the lines of a file that were refused: each of the first few, and the count. */
final class Rejects {
    private static final int TOLD = 10;

    private final String file;
    private final ErrorsTolerance tolerance;
    private final PrintStream err;
    private volatile long count;

    Rejects(String file, ErrorsTolerance tolerance, PrintStream err) {
        this.file = file.equals("-") ? "standard input" : file;
        this.tolerance = tolerance;
        this.err = err;
    }

    /** @throws Failure if the settings do not tolerate it */
    void add(long line, RejectedExampleException reject) {
        count++;
        String what = file + ", line " + line + ": " + reject.reason() + ": " + reject.getMessage();
        if (tolerance == ErrorsTolerance.NONE) {
            throw new Failure(Failure.RUNTIME, what + " (errors.tolerance=none stops at the first reject)");
        }
        if (count <= TOLD) {
            err.println("rejected: " + what);
        } else if (count == TOLD + 1) {
            err.println("rejected: more lines, which are only counted from here on");
        }
    }

    /**
     * Tells of a file without examples.
     *
     * @throws Failure if it has lines, and none was taken
     */
    void conclude(long examples) {
        if (examples == 0 && count > 0) {
            throw new Failure(
                    Failure.USAGE,
                    "all " + count + " lines of " + file
                            + " were rejected, for the reasons above: are --format and the setting loss right?");
        }
        if (examples == 0) {
            err.println("there are no examples in " + file);
        }
    }

    long count() {
        return count;
    }
}
