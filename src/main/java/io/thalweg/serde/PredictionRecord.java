package io.thalweg.serde;

import io.thalweg.avro.Prediction;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A record of the topic of predictions, for who reads it: {@code schemas/Prediction.avsc} says what the parts mean.
 *
 * @param label empty, like {@code loss}, if the example had none
 */
public record PredictionRecord(
        String id,
        double margin,
        double prediction,
        OptionalDouble label,
        OptionalDouble loss,
        double importance,
        int features,
        long learned,
        String topic,
        int partition,
        long offset) {

    private static final PublishedRecords<Prediction> RECORDS =
            new PublishedRecords<>(Prediction.getClassSchema(), new Prediction().getSpecificData());

    /** @throws IOException if the bytes are not a prediction in single-object encoding */
    public static PredictionRecord read(byte[] value) throws IOException {
        Prediction read = RECORDS.read(value);
        return new PredictionRecord(
                read.getId(),
                read.getMargin(),
                read.getPrediction(),
                optional(read.getLabel()),
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
