package io.thalweg.config;

/** What goes before a record of the topic of examples, and what the record is. */
public enum InputFormat {
    SINGLE_OBJECT,
    CONFLUENT,
    RAW,
    JSON
}
