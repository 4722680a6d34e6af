package io.thalweg.config;

/** What happens to the stream when an example is rejected. */
public enum ErrorsTolerance {
    /** Rejects go to the dead-letter topic; the stream goes on. */
    ALL,
    /** The first reject stops the stream. */
    NONE
}
