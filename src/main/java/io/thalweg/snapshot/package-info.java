/** {@link io.thalweg.snapshot.Snapshot}: a model as it is published, and files that are replaced as a whole. Knows neither Avro nor Kafka. */
package io.thalweg.snapshot;
