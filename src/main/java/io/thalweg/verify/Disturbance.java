package io.thalweg.verify;

/** What is done to a stream while it learns. */
public enum Disturbance {
    KILL("SIGKILL of the worker"),
    PAUSE("SIGSTOP of the worker for longer than its session, another takes over, SIGCONT"),
    REBALANCE("a second worker joins, and leaves"),
    BROKER_RESTART("the broker stops and starts"),
    BROKER_KILL("SIGKILL of the broker");

    private final String words;

    Disturbance(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
