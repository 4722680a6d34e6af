package io.thalweg.verify;

import java.util.Arrays;
import java.util.List;

/** A place in a worker where it can be told to fail, once: it dies there as by SIGKILL, or Kafka Streams is made to take the task for corrupted. */
public enum FaultPoint {
    /** Before the first block of a commit is logged. */
    BEFORE_FLUSH(true),
    /** When as many blocks of a commit have reached the broker as half of those of the commit before, or all if there are fewer. */
    IN_FLUSH(true),
    /** When all that a commit logs has reached the broker, before the transaction is given the offsets. */
    AFTER_FLUSH(true),
    /** When the transaction has the offsets. */
    BEFORE_COMMIT(true),
    AFTER_COMMIT(true),
    /** The task is taken for corrupted before or after the node has processed a record. */
    BEFORE_ADMIT(false),
    AFTER_ADMIT(false),
    BEFORE_LEARN(false),
    AFTER_LEARN(false),
    /** A transaction's end times out when it should get the offsets, or should be committed. */
    OFFSETS_TIME_OUT(false),
    COMMIT_TIMES_OUT(false);

    private final boolean fatal;

    FaultPoint(boolean fatal) {
        this.fatal = fatal;
    }

    /** Whether the worker dies there. */
    boolean isFatal() {
        return fatal;
    }

    /** Those that the worker survives. */
    static List<FaultPoint> corrupting() {
        return Arrays.stream(values()).filter(point -> !point.fatal).toList();
    }
}
