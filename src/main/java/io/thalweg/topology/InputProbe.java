package io.thalweg.topology;

import org.apache.kafka.common.TopicPartition;

/** Looks into an input partition beside the running consumer. */
public interface InputProbe {
    /** What lies between two offsets. */
    enum Gap {
        /** Nothing: transaction markers, aborted or compacted records. */
        EMPTY,
        /** Records that should have been learned. */
        RECORDS,
        /** The broker has deleted what was there. */
        DELETED
    }

    /**
     * What there is to read from offset {@code from}, inclusive, to {@code to}, exclusive.
     *
     * @param from {@link io.thalweg.learner.InputPositions#UNKNOWN} for where reading has to begin when nothing has been learned: at the offset
     *     that the consumer group has committed, or else where its reset policy says
     */
    Gap between(TopicPartition input, long from, long to);
}
