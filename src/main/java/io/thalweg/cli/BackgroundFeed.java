package io.thalweg.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Feeds topics in a thread of its own, as fast as the broker takes them; it may wait for a slow pipe, and nobody waits for it then. */
final class BackgroundFeed implements AutoCloseable {
    /** Sends records until there are no more, or {@code stop} says so, and returns when the broker has them. */
    @FunctionalInterface
    interface Feed {
        void send(BooleanSupplier stop) throws IOException;
    }

    private static final int POLL_MS = 100;
    private static final int CLOSE_MS = 1000;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile Exception failure;
    private volatile boolean closed;

    BackgroundFeed(Feed feed, StopSignal stop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        feed.send(() -> closed || stop.asked());
                    } catch (IOException | RuntimeException e) {
                        failure = e;
                    } finally {
                        finished.countDown();
                    }
                },
                "feed");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the last record has been sent, or none will be. */
    boolean finished() {
        return finished.getCount() == 0;
    }

    /** Waits until the last record has been sent, or {@code stop} asks not to. */
    void await(StopSignal stop) throws InterruptedException {
        while (!finished.await(POLL_MS, TimeUnit.MILLISECONDS)) {
            if (stop.asked()) {
                close();
                return;
            }
        }
    }

    void throwIfFailed() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            finished.await(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
