package io.thalweg.topology;

import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.UnknownSchemaIdException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * A registry that is asked beside the threads that wait for its answer, again and again after 1, 2, 4 … 30 s while it is not available. Its answers stay:
 * what a record was let through with is what it is decoded with. That there is no schema with an id is asked anew after 10 s, and stands until the
 * registry says something else. Any thread.
 */
final class SchemaQuestions implements SchemaRegistry, AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);
    private static final Duration NO_STANDS = Duration.ofSeconds(10);
    private static final int MOST_UNKNOWN = 100_000;

    /** Runs tasks after a delay, one at a time, on a thread of its own. */
    interface Later extends AutoCloseable {
        void run(Duration delay, Runnable task);

        @Override
        void close();
    }

    private final SchemaRegistry registry;
    private final Later later;
    private final Duration patience;
    private final BiConsumer<Integer, Throwable> unanswered;
    private final LongSupplier nanos;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /** Ids without a schema, and when to ask for them anew. */
    private final Map<Integer, Long> unknown = new ConcurrentHashMap<>();

    private final Map<Integer, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
    private volatile boolean down;

    /**
     * @param patience how long {@link #isAnswered} waits for a registry that is not known to be down
     * @param unanswered is told each time that the registry could not be asked for an id
     * @param nanos as of {@link System#nanoTime}
     */
    SchemaQuestions(
            SchemaRegistry registry,
            Later later,
            Duration patience,
            BiConsumer<Integer, Throwable> unanswered,
            LongSupplier nanos) {
        this.registry = registry;
        this.later = later;
        this.patience = patience;
        this.unanswered = unanswered;
        this.nanos = nanos;
    }

    static Later thread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread daemon = new Thread(work, "schema-questions");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new Later() {
            @Override
            public void run(Duration delay, Runnable task) {
                thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }

    /** Whether {@link #schema} answers at once, be it that there is none; else the registry is being asked. */
    boolean isAnswered(int id) {
        if (hasAnswer(id)) {
            return true;
        }
        CompletableFuture<Void> answer = ask(id);
        if (!down) {
            await(answer);
        }
        return hasAnswer(id);
    }

    private boolean hasAnswer(int id) {
        if (schemas.containsKey(id)) {
            return true;
        }
        Long stale = unknown.get(id);
        if (stale != null && nanos.getAsLong() - stale >= 0 && unknown.replace(id, stale, later())) {
            later.run(Duration.ZERO, () -> askAnew(id));
        }
        return stale != null;
    }

    private long later() {
        return nanos.getAsLong() + NO_STANDS.toNanos();
    }

    private CompletableFuture<Void> ask(int id) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> asked = open.putIfAbsent(id, answer);
        if (asked != null) {
            return asked;
        }
        later.run(Duration.ZERO, () -> ask(id, answer, FIRST_PAUSE));
        return answer;
    }

    /** Whatever fails may pass, an error too: a record must not be lost over it, nor wait for a question that nobody asks. */
    private void ask(int id, CompletableFuture<Void> answer, Duration pause) {
        try {
            find(id);
            down = false;
            open.remove(id);
        } catch (Throwable e) {
            down = true;
            Duration doubled = pause.multipliedBy(2);
            later.run(pause, () -> ask(id, answer, doubled.compareTo(LAST_PAUSE) < 0 ? doubled : LAST_PAUSE));
            unanswered.accept(id, e);
        } finally {
            answer.complete(null);
        }
    }

    private void askAnew(int id) {
        try {
            find(id);
        } catch (Throwable e) {
            unanswered.accept(id, e);
        }
    }

    private void find(int id) {
        try {
            schemas.put(id, registry.schema(id));
            unknown.remove(id);
        } catch (UnknownSchemaIdException e) {
            if (unknown.size() >= MOST_UNKNOWN) {
                unknown.clear();
            }
            unknown.put(id, later());
        }
    }

    private void await(CompletableFuture<Void> answer) {
        try {
            answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            down = true; // until it answers
        }
    }

    @Override
    public Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        if (unknown.containsKey(id)) {
            throw new UnknownSchemaIdException("the registry has no Avro schema with id " + id, null);
        }
        return registry.schema(id);
    }

    @Override
    public int register(String subject, Schema schema) {
        return registry.register(subject, schema);
    }

    @Override
    public void close() {
        later.close();
    }
}
