package io.thalweg.cli;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.generator.ClickStream;
import java.util.OptionalDouble;

/** A generated stream of clicks as a file without end, which remembers how well it could have been predicted. */
final class GeneratedClicks implements ExampleReader {
    private final ClickStream clicks;
    private long read;
    private double lossSum;

    GeneratedClicks(long seed, long driftAt) {
        clicks = new ClickStream(seed, driftAt);
    }

    @Override
    public boolean read(ExampleSink sink) {
        clicks.next(sink);
        double probability = clicks.probability();
        lossSum -= StrictMath.log(clicks.clicked() ? probability : 1 - probability);
        read++;
        return true;
    }

    /** The mean log loss of the true probabilities on the labels that were drawn from them; empty if there are none. */
    OptionalDouble bestLoss() {
        return read == 0 ? OptionalDouble.empty() : OptionalDouble.of(lossSum / read);
    }

    @Override
    public long line() {
        return read;
    }

    @Override
    public void close() {}
}
