package io.thalweg.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Never waits: remembers how long it would have, lets that time pass on a clock of its own, and tells who wants to know. */
final class RecordedPatience implements Patience {
    private final List<Long> pausesMs = new ArrayList<>();
    private final Runnable atEachPause;
    private long nanos;

    RecordedPatience() {
        this(() -> {});
    }

    /** @param atEachPause what happens meanwhile */
    RecordedPatience(Runnable atEachPause) {
        this.atEachPause = atEachPause;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void await(Duration pause) {
        pausesMs.add(pause.toMillis());
        pass(pause);
        atEachPause.run();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    List<Long> pausesMs() {
        return pausesMs;
    }
}
