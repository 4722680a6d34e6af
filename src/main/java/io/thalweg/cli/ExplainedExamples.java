package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.ForwardingSink;
import io.thalweg.learner.OnlineLearner;
import java.io.IOException;

/** Examples one by one, each with the names of its features. One thread. */
final class ExplainedExamples extends ForwardingSink {
    private final ExampleBuilder builder;
    private final FeatureNames names;

    ExplainedExamples(OnlineLearner learner) {
        this(learner, learner.exampleBuilder());
    }

    private ExplainedExamples(OnlineLearner learner, ExampleBuilder builder) {
        super(builder);
        this.builder = builder;
        names = new FeatureNames(Integer.numberOfTrailingZeros(learner.model().size()), index -> true);
    }

    /**
     * The next example, valid until the one after it; null at the end.
     *
     * @throws io.thalweg.example.RejectedExampleException if what comes next is not an example; reading can go on behind it
     */
    Example next(ExampleReader reader) throws IOException {
        return reader.read(this) ? builder.build() : null;
    }

    /** The names in the example that was last read. */
    FeatureNames names() {
        return names;
    }

    @Override
    public void begin() {
        super.begin();
        names.clear();
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        super.numeric(name, offset, length, value);
        names.numeric(name, offset, length, value);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        super.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
        names.categorical(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        super.standardized(name, offset, length, value);
        names.standardized(name, offset, length, value);
    }
}
