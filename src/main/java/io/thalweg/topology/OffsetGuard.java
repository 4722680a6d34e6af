package io.thalweg.topology;

import io.thalweg.config.OffsetGapPolicy;
import io.thalweg.learner.InputPositions;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every input record is learned once, whatever offsets the consumer was given. The next offset of each input partition is kept
 * with the weights and restored with them; Kafka 4.3 can commit outputs without offsets, or lose a seek, when a task is revived after a
 * {@code TaskCorruptedException}:
 *
 * <pre>
 *   record below the next offset                         already in the model: skipped
 *   first record after a start, above the next offset    what lies between is looked at; for a model that has learned nothing,
 *                                                        what lies between it and where its group has to begin:
 *       markers, aborted or compacted records              nothing is missing
 *       records                                            they were skipped: the task fails, and reads from its committed offsets again
 *       deleted by retention                               lost before it was learned: fails or goes on, as offset.gap.policy says
 *   any later record                                     follows the one before: gaps are markers or compaction
 * </pre>
 *
 * One task, one thread.
 */
final class OffsetGuard {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetGuard.class);

    private final InputPositions positions;
    private final InputProbe probe;
    private final OffsetGapPolicy policy;
    private final Set<InputPositions.Source> seen = new HashSet<>();
    private InputPositions.Source last = new InputPositions.Source("", -1);
    private InputPositions.Position position;

    OffsetGuard(InputPositions positions, InputProbe probe, OffsetGapPolicy policy) {
        this.positions = positions;
        this.probe = probe;
        this.policy = policy;
    }

    /**
     * Whether the record is new; it then counts as learned.
     *
     * @throws OffsetGapException if records before it were skipped
     */
    boolean admit(RecordMetadata record) {
        boolean first = false;
        if (record.partition() != last.partition() || !record.topic().equals(last.topic())) {
            last = new InputPositions.Source(record.topic(), record.partition());
            position = positions.of(last);
            first = seen.add(last);
        }
        long next = position.next();
        long offset = record.offset();
        if (offset < next) {
            if (first) {
                LOG.info(
                        "{}-{}: the model has learned up to offset {}, skipping from {}",
                        last.topic(),
                        last.partition(),
                        next,
                        offset);
            }
            return false;
        }
        if (first && offset > Math.max(next, 0)) {
            checkGap(next, offset);
        }
        position.advance(offset + 1);
        return true;
    }

    private void checkGap(long next, long offset) {
        TopicPartition input = new TopicPartition(last.topic(), last.partition());
        InputProbe.Gap gap = probe.between(input, next, offset);
        if (gap == InputProbe.Gap.EMPTY) {
            return;
        }
        String what = input + ": the model has learned "
                + (next == InputPositions.UNKNOWN ? "nothing" : "up to offset " + next)
                + ", but the first record after the start is at " + offset
                + (gap == InputProbe.Gap.DELETED
                        ? "; what was between has been deleted"
                        : "; there are records between");
        if (policy == OffsetGapPolicy.FAIL) {
            throw new OffsetGapException(input, next, what + " (offset.gap.policy=continue accepts the gap)");
        }
        LOG.warn("{}; going on, as offset.gap.policy=continue says", what);
    }
}
