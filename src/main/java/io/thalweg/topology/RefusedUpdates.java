package io.thalweg.topology;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of updates that the learner of an input partition has refused: of the first since the task was started, and again whenever there are
 * twice as many. One task, one thread.
 */
final class RefusedUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedUpdates.class);

    private final long before;
    private long told;

    /** @param before how many the restored learner has refused */
    RefusedUpdates(long before) {
        this.before = before;
        told = before;
    }

    /** @param refused how many there are by now */
    void watch(long refused, String topic, int partition) {
        if (refused > told && refused - before >= 2 * (told - before)) {
            told = refused;
            LOG.warn(
                    "{}-{}: updates refused so far: {}, beyond all measure: the learner diverges, or features or importances are huge."
                            + " Lower learning.rate, or leave optimizer at auto; then reset, and start with warm.start=FILE, a snapshot"
                            + " from before",
                    topic,
                    partition,
                    refused);
        }
    }
}
