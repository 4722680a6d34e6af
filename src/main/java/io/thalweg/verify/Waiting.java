package io.thalweg.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for what other processes do, by looking again and again. Any thread. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POLL_MS = 20;

    private final BooleanSupplier stopped;

    /** @param stopped whether nobody wants to wait any more */
    public Waiting(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /** What may have become true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException, ExecutionException;
    }

    /**
     * @param what to be told if it does not come
     * @throws CancellationException if it was stopped
     * @throws ProcessEndedException after two minutes
     */
    void until(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            if (System.nanoTime() > deadline) {
                throw new ProcessEndedException("waited " + PATIENCE.toMinutes() + " minutes in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static boolean holds(Condition condition) throws IOException, InterruptedException {
        try {
            return condition.holds();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new ProcessEndedException("the broker does not answer: " + e.getCause());
        }
    }
}
