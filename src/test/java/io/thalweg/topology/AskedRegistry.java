package io.thalweg.topology;

import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.UnknownSchemaIdException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry that a test switches off and on, and the time of who asks it, which a test lets pass. */
final class AskedRegistry implements SchemaRegistry, SchemaQuestions.Later {
    private record Delayed(long at, Runnable task) {}

    final List<String> registered = new ArrayList<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final List<Delayed> delayed = new ArrayList<>();
    private boolean down;
    private boolean broken;
    private boolean running;
    private long nanos;
    private int asked;

    AskedRegistry with(int id, Schema schema) {
        schemas.put(id, schema);
        return this;
    }

    void down(boolean now) {
        down = now;
    }

    /** Whether each question ends in an error, as of a schema that is nested too deep for the stack. */
    void broken(boolean now) {
        broken = now;
    }

    int asked() {
        return asked;
    }

    @Override
    public Schema schema(int id) {
        asked++;
        if (broken) {
            throw new StackOverflowError();
        }
        checkUp();
        if (!schemas.containsKey(id)) {
            throw new UnknownSchemaIdException("there is no schema " + id, null);
        }
        return schemas.get(id);
    }

    @Override
    public int register(String subject, Schema schema) {
        checkUp();
        registered.add(subject);
        schemas.put(100 + registered.size(), schema);
        return 100 + registered.size();
    }

    private void checkUp() {
        if (down) {
            throw new RegistryUnavailableException("nobody answers", null);
        }
    }

    long nanos() {
        return nanos;
    }

    /** What is for now happens at once. */
    @Override
    public void run(Duration delay, Runnable task) {
        delayed.add(new Delayed(nanos + delay.toNanos(), task));
        pass(Duration.ZERO);
    }

    /** Lets time pass, and what is due happen in its order. */
    void pass(Duration time) {
        long until = nanos + time.toNanos();
        if (running) {
            return;
        }
        running = true;
        while (true) {
            Delayed next = delayed.stream()
                    .filter(each -> each.at <= until)
                    .min(Comparator.comparingLong(Delayed::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            delayed.remove(next);
            nanos = Math.max(nanos, next.at);
            try {
                next.task.run();
            } catch (Error e) {
                // A thread of its own keeps what a task throws to itself.
            }
        }
        nanos = until;
        running = false;
    }

    @Override
    public void close() {
        delayed.clear();
    }
}
