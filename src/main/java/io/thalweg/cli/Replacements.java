package io.thalweg.cli;

import io.thalweg.topology.OffsetGapException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;

/**
 * Which failures of a thread are mended by a new one, that reads again from the committed offsets. A gap in an input partition, until it is believed: three
 * times in a row, each time without anything learned in between. And a commit of a transaction that the coordinator has aborted in the meantime, after a pause: Kafka
 * 4.3.1 takes that for a mistake of the producer's, not for a fenced one (KAFKA-20785). Any thread.
 */
final class Replacements {
    private static final int ATTEMPTS = 3;

    private record Attempts(OffsetGapException gap, int count) {}

    private final Map<TopicPartition, Attempts> attempts = new HashMap<>();

    /** Whether the thread that has failed with this may be replaced. */
    synchronized boolean allow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidTxnStateException) {
                return true;
            }
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
