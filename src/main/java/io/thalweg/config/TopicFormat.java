package io.thalweg.config;

import java.util.List;
import org.apache.avro.Schema;

/**
 * How the records of an input topic are written.
 *
 * @param settings what the settings of the topic begin with: {@code settings.format}
 * @param schemas what its records may have been written with besides {@code LabeledExample}; of {@code RAW} the one that they were written with
 */
public record TopicFormat(String settings, InputFormat format, List<Schema> schemas) {
    public TopicFormat {
        schemas = List.copyOf(schemas);
    }
}
