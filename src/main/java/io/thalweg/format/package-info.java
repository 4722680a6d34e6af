/**
 * Files of examples as text: Vowpal Wabbit, LIBSVM and CSV, opened by {@link io.thalweg.format.TextExamples}, read from bytes
 * straight into an {@link io.thalweg.example.ExampleSink}. Knows neither models nor Kafka; Avro files are read elsewhere.
 */
package io.thalweg.format;
