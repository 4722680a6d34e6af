package io.thalweg.cli;

import io.thalweg.store.LearnerStores;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a model has been restored from its changelog: at the start, at every tenth, and at the end. Any thread. */
final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
    private static final int PARTS = 10;

    private final Map<TopicPartition, Restore> running = new ConcurrentHashMap<>();

    /** One restore, from an offset inclusive to one exclusive; in the thread that restores. */
    private static final class Restore {
        private final long from;
        private final long to;
        private final long startNanos = System.nanoTime();
        private long records;
        private long partsTold;

        Restore(long from, long to) {
            this.from = from;
            this.to = to;
        }

        /** How many tenths of the offsets are done, if that has not been told; else 0. */
        long newParts(long lastOffset, long newRecords) {
            records += newRecords;
            long parts = PARTS * (lastOffset + 1 - from) / Math.max(1, to - from);
            if (parts <= partsTold || parts >= PARTS) {
                return 0;
            }
            partsTold = parts;
            return parts;
        }

        double seconds() {
            return (System.nanoTime() - startNanos) * 1e-9;
        }
    }

    /** A new model has nothing to restore, and nothing is told of it. */
    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (to > from) {
            running.put(changelog, new Restore(from, to));
            String what = store.equals(LearnerStores.PENDING) ? "pending examples" : "a model";
            LOG.info("{}: restoring {}, offsets {} to {}", changelog, what, from, to);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long lastOffset, long records) {
        Restore restore = running.get(changelog);
        long parts = restore == null ? 0 : restore.newParts(lastOffset, records);
        if (parts > 0) {
            LOG.info(
                    "{}: {} % restored, {} records, up to offset {} of {}",
                    changelog, parts * 100 / PARTS, restore.records, lastOffset, restore.to);
        }
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        Restore restore = running.remove(changelog);
        if (restore != null) {
            LOG.info(
                    "{}: restored, {} records in {} s",
                    changelog,
                    records,
                    String.format(Locale.ROOT, "%.1f", restore.seconds()));
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        if (running.remove(changelog) != null) {
            LOG.info(
                    "{}: restoring was broken off after {} records; it begins again wherever its task goes",
                    changelog,
                    records);
        }
    }
}
