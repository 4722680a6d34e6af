package io.thalweg.cli;

import io.thalweg.topology.OffsetGapException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How often a gap in an input partition is read again before it is believed: three times in a row, each time without anything learned in between. Any thread. */
final class Replacements {
    private static final int ATTEMPTS = 3;

    private record Attempts(OffsetGapException gap, int count) {}

    private final Map<TopicPartition, Attempts> attempts = new HashMap<>();

    /** Whether the thread that has failed with this may be replaced, to read again from the committed offsets. */
    synchronized boolean allow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OffsetGapException gap) {
                return attempts.merge(gap.input(), new Attempts(gap, 1), Replacements::next).count <= ATTEMPTS;
            }
        }
        return false;
    }

    private static Attempts next(Attempts before, Attempts first) {
        return first.gap.isAgain(before.gap) ? new Attempts(first.gap, before.count + 1) : first;
    }
}
