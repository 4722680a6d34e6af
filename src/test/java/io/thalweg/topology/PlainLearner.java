package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.WriterSchemas;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A learner without a topology: a plain loop over the records of {@code examples-0}. What the topology does must equal this. */
final class PlainLearner {
    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.builtIn());
    private final InputPositions.Source source = new InputPositions.Source("examples", 0);
    private final LearnerState state;
    private final ExampleBuilder builder;
    private final int mostClasses;
    private long offset;

    PlainLearner(ThalwegConfig config) {
        state = new LearnerState(new OnlineLearner(config.learner()));
        builder = state.learner().exampleBuilder();
        mostClasses = config.predictionsTop();
    }

    LearnerState state() {
        return state;
    }

    PredictionRecord process(byte[] value) {
        builder.at(state.learner().records());
        decoder.decode(value, builder);
        Example example = builder.build();
        Prediction prediction = state.learner().process(example);
        PredictionRecord record = new PredictionRecord(
                example.id(),
                prediction.margin(),
                prediction.mean(),
                classes(prediction),
                Double.isNaN(example.label()) ? OptionalDouble.empty() : OptionalDouble.of(example.label()),
                example.labelName(),
                example.hasLabel() ? OptionalDouble.of(prediction.loss()) : OptionalDouble.empty(),
                example.importance(),
                example.features().size(),
                prediction.learned(),
                "examples",
                0,
                offset);
        skip();
        return record;
    }

    private List<PredictionRecord.ClassProbability> classes(Prediction prediction) {
        List<String> names = state.learner().model().labels().classes();
        return IntStream.range(0, prediction.knownClasses())
                .mapToObj(c -> new PredictionRecord.ClassProbability(
                        names.get(c), prediction.probabilities()[c]))
                .sorted(Comparator.comparingDouble(PredictionRecord.ClassProbability::probability)
                        .reversed())
                .limit(mostClasses == 0 ? Long.MAX_VALUE : mostClasses)
                .toList();
    }

    /** Goes past a record that is no example. */
    void skip() {
        state.learner().positions().advance(source, ++offset);
    }
}
