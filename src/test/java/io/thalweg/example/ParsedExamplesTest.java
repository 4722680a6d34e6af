package io.thalweg.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParsedExamplesTest {
    private static final int HASH_BITS = 18;
    private static final int MAX_FEATURES = 9_000;

    /** Reads made-up examples of 0 to some 60 features, some of thousands, and rejects among them; ends as it is told to. */
    private static final class MadeUp implements ExampleReader {
        private final long examples;
        private final Throwable end;
        private long line;

        /** @param end what is thrown behind the last example; null for the end of the file */
        MadeUp(long examples, Throwable end) {
            this.examples = examples;
            this.end = end;
        }

        @Override
        public boolean read(ExampleSink sink) throws IOException {
            if (line == examples) {
                if (end instanceof IOException e) {
                    throw e;
                }
                if (end instanceof RuntimeException e) {
                    throw e;
                }
                if (end instanceof Error e) {
                    throw e;
                }
                return false;
            }
            SplittableRandom random = new SplittableRandom(++line);
            sink.begin();
            sink.label(line);
            for (int left = random.nextInt(random.nextInt(100) == 0 ? MAX_FEATURES + 500 : 60); left > 0; left--) {
                sink.indexed(random.nextInt(1 << HASH_BITS), random.nextInt(50) - 10);
            }
            if (random.nextInt(20) == 0) {
                throw new RejectedExampleException(RejectReason.UNDECODABLE, "made up, line " + line);
            }
            return true;
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public void close() {}
    }

    private static ExampleBuilder builder() {
        return new ExampleBuilder(HASH_BITS, MAX_FEATURES);
    }

    private static String text(long line, Example example) {
        StringBuilder text = new StringBuilder("line " + line + ": " + example.label());
        Features features = example.features();
        for (int k = 0; k < features.size(); k++) {
            text.append(' ').append(features.indices()[k]).append(':').append(features.values()[k]);
        }
        return text.toString();
    }

    private static String text(long line, RejectedExampleException e) {
        return "line " + line + ": " + e.reason() + " " + e.getMessage();
    }

    private static List<String> inOneThread(ExampleReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        ExampleBuilder builder = builder();
        while (true) {
            try {
                if (!reader.read(builder)) {
                    return read;
                }
                read.add(text(reader.line(), builder.build()));
            } catch (RejectedExampleException e) {
                read.add(text(reader.line(), e));
            }
        }
    }

    private static void readInto(List<String> read, ParsedExamples parsed) throws IOException {
        while (true) {
            try {
                Example example = parsed.next();
                if (example == null) {
                    return;
                }
                read.add(text(parsed.line(), example));
            } catch (RejectedExampleException e) {
                read.add(text(parsed.line(), e));
            }
        }
    }

    @Test
    void givesWhatOneThreadWouldRejectsAmongThem() throws IOException {
        for (int examples : new int[] {0, 1, ParsedExamples.SLOTS, ParsedExamples.SLOTS + 1, 5_000}) {
            List<String> read = new ArrayList<>();
            try (ParsedExamples parsed = new ParsedExamples(new MadeUp(examples, null), builder())) {
                readInto(read, parsed);
                assertThat(parsed.next()).isNull();
            }
            assertThat(read).isEqualTo(inOneThread(new MadeUp(examples, null)));
        }
    }

    @Test
    void givesWhatCameBeforeAFailureAndThenTheFailure() throws IOException {
        for (Throwable failure :
                List.of(new IOException("torn"), new IllegalStateException("odd"), new OutOfMemoryError("made up"))) {
            List<String> read = new ArrayList<>();
            try (ParsedExamples parsed = new ParsedExamples(new MadeUp(1_000, failure), builder())) {
                assertThatThrownBy(() -> readInto(read, parsed)).isSameAs(failure);
                assertThatThrownBy(parsed::next).isSameAs(failure);
            }
            assertThat(read).isEqualTo(inOneThread(new MadeUp(1_000, null)));
        }
    }

    @Test
    void givesEachExampleBeforeTheNextOneCanBeRead() throws Exception {
        BlockingQueue<Integer> pipe = new ArrayBlockingQueue<>(1);
        try (ParsedExamples parsed = new ParsedExamples(new Pipe(pipe), builder())) {
            for (int label = 0; label < 3 * ParsedExamples.SLOTS; label++) {
                pipe.put(label);
                assertThat(parsed.next().label()).isEqualTo(label);
            }
            pipe.put(-1);
            assertThat(parsed.next()).isNull();
        }
    }

    @Test
    void readsAheadNoFurtherThanTheRing() throws Exception {
        BlockingQueue<Integer> pipe = new ArrayBlockingQueue<>(4 * ParsedExamples.SLOTS);
        for (int label = 0; label < 4 * ParsedExamples.SLOTS; label++) {
            pipe.put(label);
        }
        try (ParsedExamples parsed = new ParsedExamples(new Pipe(pipe), builder())) {
            Example first = parsed.next();
            while (pipe.size() > 3 * ParsedExamples.SLOTS) {
                Thread.onSpinWait();
            }
            assertThat(first.label()).isEqualTo(0);
            for (int label = 1; label < 4 * ParsedExamples.SLOTS; label++) {
                assertThat(parsed.next().label()).isEqualTo(label);
                assertThat(pipe.size()).isGreaterThanOrEqualTo(3 * ParsedExamples.SLOTS - label - 1);
            }
        }
    }

    @Test
    void closingEndsTheParserWhetherItWaitsForRoomOrNot() throws Exception {
        for (int taken : new int[] {0, 1, 1_000}) {
            CountDownLatch ended = new CountDownLatch(1);
            ExampleReader endless = new ExampleReader() {
                private Thread parser;

                @Override
                public boolean read(ExampleSink sink) {
                    if (parser == null) {
                        parser = Thread.currentThread();
                        new Thread(() -> {
                                    join(parser);
                                    ended.countDown();
                                })
                                .start();
                    }
                    sink.begin();
                    return true;
                }

                @Override
                public long line() {
                    return 1;
                }

                @Override
                public void close() {}
            };
            try (ParsedExamples parsed = new ParsedExamples(endless, builder())) {
                for (int i = 0; i < taken; i++) {
                    parsed.next();
                }
                parsed.next();
            }
            ended.await();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Examples without features, each when its label comes; −1 ends them. */
    private record Pipe(BlockingQueue<Integer> labels) implements ExampleReader {
        @Override
        public boolean read(ExampleSink sink) throws IOException {
            int label;
            try {
                label = labels.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            sink.begin();
            sink.label(label);
            return label >= 0;
        }

        @Override
        public long line() {
            return 1;
        }

        @Override
        public void close() {}
    }

    @Test
    void closingEndsWhoWaitsForAnExampleThatDoesNotCome() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        ExampleReader silent = new ExampleReader() {
            @Override
            public boolean read(ExampleSink sink) {
                reading.countDown();
                while (true) {
                    LockSupport.park();
                }
            }

            @Override
            public long line() {
                return 0;
            }

            @Override
            public void close() {}
        };
        ParsedExamples parsed = new ParsedExamples(silent, new ExampleBuilder(HASH_BITS, MAX_FEATURES));
        reading.await();
        new Thread(parsed::close).start();
        assertThat(parsed.next()).isNull();
    }
}
