package io.thalweg.join;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What has become of examples and labels so far. Of the examples predicted,
 *
 * <pre>
 *   examples = labeled with their own label + repeated + matched + expired + pending
 *   labels   = matched + duplicate + correction + late + orphan + early
 * </pre>
 *
 * One thread writes, any may look.
 */
public final class JoinCounts implements Persistent {
    private static final LabelOutcome[] OUTCOMES = LabelOutcome.values();

    private final long[] settled = new long[OUTCOMES.length];
    private long pending;
    private long early;

    /** How many examples or labels have ended so. */
    public long settled(LabelOutcome outcome) {
        return settled[outcome.ordinal()];
    }

    /** Examples that wait for their labels now. */
    public long pending() {
        return pending;
    }

    /** Labels that wait for their examples now. */
    public long early() {
        return early;
    }

    void settle(LabelOutcome outcome) {
        settled[outcome.ordinal()]++;
    }

    void pendingBy(int change) {
        pending += change;
    }

    void earlyBy(int change) {
        early += change;
    }

    @Override
    public void clear() {
        Arrays.fill(settled, 0);
        pending = 0;
        early = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (long count : settled) {
            out.writeLong(count);
        }
        out.writeLong(pending);
        out.writeLong(early);
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (int outcome = 0; outcome < settled.length; outcome++) {
            settled[outcome] = in.readLong();
        }
        pending = in.readLong();
        early = in.readLong();
    }
}
