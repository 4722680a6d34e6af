/**
 * What a model learns from: an {@link io.thalweg.example.Example} of sparse features, a label and an importance, and the sinks and readers
 * through which every source builds one. Knows neither models nor files nor Kafka.
 */
package io.thalweg.example;
