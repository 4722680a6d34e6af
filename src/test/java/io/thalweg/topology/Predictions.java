package io.thalweg.topology;

import io.thalweg.serde.PredictionRecord;
import java.io.IOException;

/** Predictions as they are compared when the records between them were others. */
final class Predictions {
    private Predictions() {}

    /** All of a prediction but the offset of its example, which is 0. */
    static PredictionRecord withoutOffset(byte[] value) throws IOException {
        PredictionRecord read = PredictionRecord.read(value);
        return new PredictionRecord(
                read.id(),
                read.margin(),
                read.prediction(),
                read.classes(),
                read.label(),
                read.labelName(),
                read.loss(),
                read.importance(),
                read.features(),
                read.learned(),
                read.topic(),
                read.partition(),
                0);
    }
}
