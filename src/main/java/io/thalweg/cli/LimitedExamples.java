package io.thalweg.cli;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import java.io.IOException;
import java.util.OptionalDouble;

/** The first examples of a source. */
final class LimitedExamples implements ExampleReader {
    private final ExampleReader source;
    private final long limit;
    private long read;

    LimitedExamples(ExampleReader source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        if (read == limit || !source.read(sink)) {
            return false;
        }
        read++;
        return true;
    }

    @Override
    public long line() {
        return source.line();
    }

    /** The mean loss of the best predictor there is, if the source knows it. */
    OptionalDouble bestLoss() {
        return source instanceof GeneratedClicks clicks ? clicks.bestLoss() : OptionalDouble.empty();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
