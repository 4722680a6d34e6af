package io.thalweg.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done to a stream while it learns. */
public enum Disturbance {
    KILL("SIGKILL of the worker"),
    KILL_BEFORE_FLUSH("the worker dies before it logs its weights", FaultPoint.BEFORE_FLUSH),
    KILL_IN_FLUSH("the worker dies when half of its weights are logged", FaultPoint.IN_FLUSH),
    KILL_AFTER_FLUSH("the worker dies when its weights are logged", FaultPoint.AFTER_FLUSH),
    KILL_BEFORE_COMMIT("the worker dies before it commits its transaction", FaultPoint.BEFORE_COMMIT),
    KILL_AFTER_COMMIT("the worker dies when its transaction is committed", FaultPoint.AFTER_COMMIT),
    KILL_IN_SNAPSHOT("SIGKILL of the worker while it writes a snapshot's file"),
    CORRUPT_TASK("Kafka Streams takes a task for corrupted and revives it"),
    PAUSE("SIGSTOP of the worker for longer than its session, another takes over, SIGCONT"),
    REBALANCE("a second and a third worker join, and two leave"),
    REWIND("the worker stops, the offsets of its group are set back, another starts"),
    NETWORK_DELAY("all bytes between broker and clients are late", true),
    NETWORK_DROP("no byte passes for a while, and what was on its way is lost", true),
    NETWORK_RESET("all connections are reset", true),
    BROKER_RESTART("the broker stops and starts", true),
    BROKER_KILL("SIGKILL of the broker", true);

    private final String words;
    private final FaultPoint point;
    private final boolean ofBroker;

    Disturbance(String words, FaultPoint point) {
        this(words, point, false);
    }

    Disturbance(String words) {
        this(words, null, false);
    }

    Disturbance(String words, boolean ofBroker) {
        this(words, null, ofBroker);
    }

    Disturbance(String words, FaultPoint point, boolean ofBroker) {
        this.words = words;
        this.point = point;
        this.ofBroker = ofBroker;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Where the worker dies, if it does so by itself. */
    Optional<FaultPoint> point() {
        return Optional.ofNullable(point);
    }

    /** Those that leave the broker, and the way to it, alone. */
    public static List<Disturbance> ofWorkers() {
        return Arrays.stream(values()).filter(kind -> !kind.ofBroker).toList();
    }
}
