package io.thalweg.registry;

import java.time.Duration;

/** The time that passes, and waiting. */
interface Patience {
    Patience REAL = new Patience() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis());
        }
    };

    /** Of any origin, as {@link System#nanoTime}. */
    long nanos();

    void await(Duration pause) throws InterruptedException;
}
