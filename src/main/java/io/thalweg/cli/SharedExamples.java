package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleSink;
import java.util.List;

/**
 * Several builders that are given the same example, for learners that hash into different numbers of weights: it is read once. What one builder refuses is refused
 * for all, so that all learn from the same examples. One thread.
 */
final class SharedExamples implements ExampleSink {
    private final List<ExampleBuilder> builders;
    private final Example[] built;

    SharedExamples(List<ExampleBuilder> builders) {
        this.builders = builders;
        built = new Example[builders.size()];
    }

    /** Builds the example in every builder. */
    void build() {
        for (int at = 0; at < built.length; at++) {
            built[at] = builders.get(at).build();
        }
    }

    /** The example of the builder at a position. */
    Example example(int at) {
        return built[at];
    }

    @Override
    public void begin() {
        for (ExampleBuilder builder : builders) {
            builder.begin();
        }
    }

    @Override
    public void id(String id) {
        for (ExampleBuilder builder : builders) {
            builder.id(id);
        }
    }

    @Override
    public void label(double label) {
        for (ExampleBuilder builder : builders) {
            builder.label(label);
        }
    }

    @Override
    public void label(String name) {
        for (ExampleBuilder builder : builders) {
            builder.label(name);
        }
    }

    @Override
    public void importance(double importance) {
        for (ExampleBuilder builder : builders) {
            builder.importance(importance);
        }
    }

    @Override
    public void time(long timestampMs) {
        for (ExampleBuilder builder : builders) {
            builder.time(timestampMs);
        }
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        for (ExampleBuilder builder : builders) {
            builder.standardized(name, offset, length, value);
        }
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        for (ExampleBuilder builder : builders) {
            builder.numeric(name, offset, length, value);
        }
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        for (ExampleBuilder builder : builders) {
            builder.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
        }
    }

    @Override
    public void indexed(int index, float value) {
        for (ExampleBuilder builder : builders) {
            builder.indexed(index, value);
        }
    }
}
