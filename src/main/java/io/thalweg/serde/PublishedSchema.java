package io.thalweg.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The schemas of Thalweg's own records, as {@code schemas/} has them: their text is what is registered, not that of the generated classes. */
public enum PublishedSchema {
    EXAMPLE("LabeledExample"),
    PREDICTION("Prediction"),
    ROLLING_LOSS("RollingLoss"),
    SNAPSHOT("ModelSnapshot"),
    LABEL_OUTCOME("LabelOutcome");

    private final Schema schema;

    PublishedSchema(String name) {
        try (InputStream text = PublishedSchema.class.getResourceAsStream("/schemas/" + name + ".avsc")) {
            schema = new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + name + " cannot be read from Thalweg's own jar", e);
        }
    }

    public Schema schema() {
        return schema;
    }
}
