package io.thalweg.config;

/** The topics that every configuration has: five different names, all legal in Kafka. */
public record TopicNames(
        String examples, String predictions, String rollingLoss, String snapshots, String deadLetter) {}
