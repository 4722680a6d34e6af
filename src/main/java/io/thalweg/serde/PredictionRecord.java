package io.thalweg.serde;

import io.thalweg.avro.Prediction;
import io.thalweg.join.Label;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A record of the topic of predictions, for who reads it: {@code schemas/Prediction.avsc} says what the parts mean.
 *
 * @param classes of many, the most probable ones, in that order; else empty
 * @param label empty, like {@code loss}, if the example had none, or if it is a name
 * @param labelName the label if it is the name of a class, else empty
 */
public record PredictionRecord(
        String id,
        double margin,
        double prediction,
        List<ClassProbability> classes,
        OptionalDouble label,
        String labelName,
        OptionalDouble loss,
        double importance,
        int features,
        long learned,
        String topic,
        int partition,
        long offset) {

    /** A class and how probable it is. */
    public record ClassProbability(String name, double probability) {}

    /** Whether the example had a label. */
    public boolean hasLabel() {
        return label.isPresent() || !labelName.isEmpty();
    }

    /** The same with the label that has come since, and the loss of what was served. */
    public PredictionRecord labelled(Label label, double loss) {
        return new PredictionRecord(
                id,
                margin,
                prediction,
                classes,
                label.name().isEmpty() ? OptionalDouble.of(label.number()) : OptionalDouble.empty(),
                label.name(),
                OptionalDouble.of(loss),
                importance,
                features,
                learned,
                topic,
                partition,
                offset);
    }

    private static final PublishedRecords<Prediction> RECORDS =
            new PublishedRecords<>(Prediction.getClassSchema(), new Prediction().getSpecificData());

    /** @throws IOException if the bytes are not a prediction */
    public static PredictionRecord read(byte[] value) throws IOException {
        Prediction read = RECORDS.read(value);
        return new PredictionRecord(
                read.getId(),
                read.getMargin(),
                read.getPrediction(),
                read.getClasses().stream()
                        .map(each -> new ClassProbability(each.getName(), each.getProbability()))
                        .toList(),
                optional(read.getLabel() instanceof Double number ? number : null),
                read.getLabel() instanceof String name ? name : "",
                optional(read.getLoss()),
                read.getImportance(),
                read.getFeatures(),
                read.getLearned(),
                read.getTopic(),
                read.getPartition(),
                read.getOffset());
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
