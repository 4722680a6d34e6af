package io.thalweg.config;

import java.util.Optional;

/**
 * How records are written.
 *
 * @param labels of the topic of labels, if they have one
 * @param confluentOutputs whether the topics that Thalweg writes have Confluent's wire format, not Avro's single-object encoding
 */
public record FormatSettings(TopicFormat examples, Optional<TopicFormat> labels, boolean confluentOutputs) {
    /** Whether a schema registry is needed. */
    public boolean useRegistry() {
        return confluentOutputs
                || examples.format() == InputFormat.CONFLUENT
                || labels.filter(topic -> topic.format() == InputFormat.CONFLUENT)
                        .isPresent();
    }
}
