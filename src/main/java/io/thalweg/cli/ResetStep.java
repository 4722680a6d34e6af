package io.thalweg.cli;

import java.util.List;

/** One of the things that {@code reset} makes an application forget. One thread. */
interface ResetStep {
    /** What there is to do, each in one line; empty if nothing. Changes nothing. */
    List<String> todo();

    /** Does it; when it is broken off, it can be done again. */
    void perform();
}
