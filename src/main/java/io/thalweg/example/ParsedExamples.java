package io.thalweg.example;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The examples of a reader, parsed in a thread of their own while the caller's thread works on those before. They come in the order of the
 * file, rejects among them, and so does the failure that ends them.
 *
 * <p>A ring of {@value #SLOTS} examples lies between the threads. An example is handed over as soon as it has been read, so that a slow pipe
 * delays none. Who finds the ring empty or full looks again after a pause, which doubles from {@value #SHORTEST_PAUSE_NS} ns to
 * {@value #LONGEST_PAUSE_NS} ns: nobody has to be woken, and nobody is busy while the other has nothing to give. Nothing is allocated for an
 * example, except for one of more than {@value #LARGE} features, which is worked on before the next is read: the ring stays small in memory.
 *
 * <p>Invariant: {@code taken} − 1 ≤ {@code released} ≤ {@code taken} ≤ {@code written} ≤ {@code released} + {@value #SLOTS}; slots from
 * {@code released} to {@code written} belong to the caller, the others to the parser.
 */
public final class ParsedExamples implements AutoCloseable {
    static final int SLOTS = 256;

    private static final int LARGE = 4096;
    private static final long SHORTEST_PAUSE_NS = 20_000;
    private static final long LONGEST_PAUSE_NS = 5_000_000;

    private final ExampleReader reader;
    private final long firstPlace;
    private final Slot[] slots = new Slot[SLOTS];
    private volatile long written;
    private volatile long released;
    private volatile boolean ended;
    private volatile boolean closed;

    /** Why the examples end, if not because the file does; set before {@code ended}. */
    private Throwable failure;

    private long taken;
    private long seenWritten;
    private long line;

    private static final class Slot {
        private ExampleBuilder builder;
        private RejectedExampleException reject;
        private long line;

        Slot(ExampleBuilder builder) {
            this.builder = builder;
        }
    }

    /**
     * Begins to parse.
     *
     * @param reader nobody else's until this is closed, and closed by who opened it
     * @param builder says how examples are built; not used again by the caller
     */
    public ParsedExamples(ExampleReader reader, ExampleBuilder builder) {
        this(reader, builder, 0);
    }

    /** @param firstPlace of the first example, as {@link ExampleBuilder#at} counts */
    public ParsedExamples(ExampleReader reader, ExampleBuilder builder, long firstPlace) {
        this.reader = reader;
        this.firstPlace = firstPlace;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(builder.another());
        }
        Thread parser = new Thread(this::parse, "parser");
        parser.setDaemon(true);
        parser.start();
    }

    /**
     * The next example, valid until the one after it is asked for; null at the end of the file, or when this has been closed. Waits if it has not been read yet.
     *
     * @throws RejectedExampleException if the next line or record is not an example; the one after it can be asked for
     * @throws IOException what the reader has thrown; there are no more examples
     */
    public Example next() throws IOException {
        released = taken;
        if (closed) {
            return null;
        }
        if (taken == seenWritten) {
            seenWritten = awaitWritten();
            if (taken == seenWritten) {
                throwFailure();
                return null;
            }
        }
        Slot slot = slots[(int) (taken++ % SLOTS)];
        line = slot.line;
        if (slot.reject != null) {
            throw slot.reject;
        }
        return slot.builder.build();
    }

    /** Where the example or the reject last asked for begins, as {@link ExampleReader#line} counts. */
    public long line() {
        return line;
    }

    /** Ends the parser, at once or behind the example that it waits for, and who waits for the next example. Any thread. */
    @Override
    public void close() {
        closed = true;
    }

    private long awaitWritten() {
        for (long pause = SHORTEST_PAUSE_NS; ; pause = longer(pause)) {
            boolean last = ended; // asked first: what was written before the end must not be missed
            long now = written;
            if (now > taken || last || closed) {
                return now;
            }
            LockSupport.parkNanos(this, pause);
        }
    }

    private void throwFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private void parse() {
        try {
            long count = 0;
            Slot slot = slots[0];
            while (!closed && read(slot, firstPlace + count)) {
                written = ++count;
                if (slot.builder.size() > LARGE) {
                    awaitReleased(count);
                    slot.builder = slot.builder.another();
                } else {
                    awaitReleased(count + 1 - SLOTS);
                }
                slot = slots[(int) (count % SLOTS)];
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            ended = true;
        }
    }

    private boolean read(Slot slot, long place) throws IOException {
        slot.reject = null;
        slot.builder.at(place);
        try {
            if (!reader.read(slot.builder)) {
                return false;
            }
        } catch (RejectedExampleException e) {
            slot.reject = e;
        }
        slot.line = reader.line();
        return true;
    }

    private void awaitReleased(long wanted) {
        for (long pause = SHORTEST_PAUSE_NS; released < wanted && !closed; pause = longer(pause)) {
            LockSupport.parkNanos(this, pause);
        }
    }

    private static long longer(long pause) {
        return Math.min(2 * pause, LONGEST_PAUSE_NS);
    }
}
