package io.thalweg.topology;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the threads of an instance have ended with something sent and not committed. Any thread. */
public final class UncommittedOutputs {
    static final String CONFIG = "thalweg.uncommitted.outputs";

    private final Set<String> transactionalIds = ConcurrentHashMap.newKeySet();

    void leftBy(String transactionalId) {
        transactionalIds.add(transactionalId);
    }

    void committedBy(String transactionalId) {
        transactionalIds.remove(transactionalId);
    }

    /** Whether a producer was closed with some, and none of the same thread has committed since. */
    public boolean any() {
        return !transactionalIds.isEmpty();
    }
}
