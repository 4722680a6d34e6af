package io.thalweg.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command is told, and the process waits until it has finished, but not for ever. Closing it says that the command has.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 40;

    private static volatile boolean processEnding;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile Runnable action = () -> {};

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-signal"));
    }

    private void stop() {
        processEnding = true;
        asked.countDown();
        action.run();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal has come: what goes wrong from then on may go wrong because of that. */
    static boolean processEnding() {
        return processEnding;
    }

    /** What to do at once when a signal comes, in a thread of its own; it must be quick, and harmless if nothing is left to stop. */
    void whenAsked(Runnable action) {
        this.action = action;
        if (asked()) {
            action.run();
        }
    }

    boolean asked() {
        return asked.getCount() == 0;
    }

    /** Asks from within. */
    void ask() {
        asked.countDown();
    }

    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        finished.countDown();
    }
}
