package io.thalweg.cli;

import io.thalweg.example.ExampleReader;
import java.io.IOException;

/** Feeds examples in a thread of its own, as fast as the broker takes them. */
final class BackgroundFeed implements AutoCloseable {
    private final Thread thread;
    private volatile boolean finished;
    private volatile Exception failure;
    private volatile boolean closed;

    BackgroundFeed(ExampleFeed feed, ExampleReader examples, Rejects rejects, StopSignal stop) {
        thread = new Thread(
                () -> {
                    try {
                        feed.send(examples, rejects, () -> closed || stop.asked());
                    } catch (IOException | RuntimeException e) {
                        failure = e;
                    } finally {
                        finished = true;
                    }
                },
                "feed");
        thread.start();
    }

    /** Whether the last example has been sent, or none will be. */
    boolean finished() {
        return finished;
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
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
