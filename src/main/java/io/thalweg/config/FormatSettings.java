package io.thalweg.config;

import java.util.List;
import org.apache.avro.Schema;

/**
 * How records are written.
 *
 * @param examples the format of the topic of examples
 * @param schemas what its records may have been written with besides {@code LabeledExample}; of {@code RAW} the one that they were written with
 * @param confluentOutputs whether the topics that Thalweg writes have Confluent's wire format, not Avro's single-object encoding
 */
public record FormatSettings(InputFormat examples, List<Schema> schemas, boolean confluentOutputs) {
    public FormatSettings {
        schemas = List.copyOf(schemas);
    }

    /** Whether a schema registry is needed. */
    public boolean useRegistry() {
        return confluentOutputs || examples == InputFormat.CONFLUENT;
    }
}
