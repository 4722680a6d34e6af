package io.thalweg.cli;

import io.thalweg.topology.OffsetGapException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which failures of a thread are mended by a new one, that joins the group again and reads from the committed offsets. A gap in an input partition, until it is
 * believed: three times in a row, each time without anything learned in between. And what Kafka Streams 4.3.1 should take for a thread that has been
 * replaced by another, and does not: a commit of a transaction that the coordinator has aborted meanwhile (KAFKA-20785), and the question for committed
 * offsets of a member that the group has given up. Any thread.
 */
final class Replacements {
    private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);
    private static final int ATTEMPTS = 3;

    private static final Set<Class<? extends Throwable>> OUTLIVED = Set.of(
            InvalidTxnStateException.class,
            UnknownMemberIdException.class,
            StaleMemberEpochException.class,
            FencedMemberEpochException.class,
            IllegalGenerationException.class);

    private record Attempts(OffsetGapException gap, int count) {}

    private final Map<TopicPartition, Attempts> attempts = new HashMap<>();

    /** Whether the thread that has failed with this may be replaced; if so, the log tells it. */
    synchronized boolean allow(Throwable failure) {
        boolean mended = isMended(failure);
        if (mended) {
            LOG.warn("a thread begins again at the committed offsets, after {}", failure.getMessage());
        }
        return mended;
    }

    private boolean isMended(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (OUTLIVED.contains(cause.getClass())) {
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
