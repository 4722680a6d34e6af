package io.thalweg.example;

/** Receives one example, part by part: {@link #begin} first, then what the source knows of it, in any order. */
public interface ExampleSink extends FeatureSink {
    /** Forgets the example before: no features, no id, no label, importance 1. */
    void begin();

    void id(String id);

    /** The observed truth as it is written in the data; left out when it is not known. */
    void label(double label);

    /** The same where it is the name of a class and not a number; not empty. */
    void label(String name);

    /** How much the example counts; 1 unless given. */
    void importance(double importance);

    /** When the example happened, in milliseconds since 1970 UTC; left out when the record does not say. Of no meaning to most sinks. */
    default void time(long timestampMs) {}
}
