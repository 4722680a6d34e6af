package io.thalweg.topology;

import org.apache.kafka.common.TopicPartition;

/** Input records have been skipped that the model has not learned from: the task must read again from its committed offsets. */
public final class OffsetGapException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient TopicPartition input;
    private final long next;

    /** @param next where the model would have gone on */
    public OffsetGapException(TopicPartition input, long next, String message) {
        super(message);
        this.input = input;
        this.next = next;
    }

    /** Whether it is the same gap once more, at which nothing has been learned since. */
    public boolean isAgain(OffsetGapException before) {
        return next == before.next && input.equals(before.input);
    }

    /** The partition in which the gap is. */
    public TopicPartition input() {
        return input;
    }
}
