package io.thalweg.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command is told, and the process waits until it has ended and told what it did, but not for ever. A second signal ends the
 * process at once, which does no harm: what was not committed never happened. Closing it says that there is nothing left to stop.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 40;

    private static final CountDownLatch COMMAND_ENDED = new CountDownLatch(1);
    private static volatile boolean processEnding;

    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile Runnable action = () -> {};

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-signal"));
    }

    private void stop() {
        if (closed) {
            return;
        }
        processEnding = true;
        SecondSignal.halts();
        System.err.println("stopping; a second signal ends at once");
        asked.countDown();
        action.run();
        try {
            COMMAND_ENDED.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal has come: what goes wrong from then on may go wrong because of that. */
    static boolean processEnding() {
        return processEnding;
    }

    /** The program's command has said its last word: a signal need not wait any more. */
    static void commandEnded() {
        COMMAND_ENDED.countDown();
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
        closed = true;
    }
}
