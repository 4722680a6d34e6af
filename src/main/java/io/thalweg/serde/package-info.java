/**
 * The domain as Avro bytes, and back: {@link io.thalweg.serde.ExampleDecoder} for the topic of examples,
 * {@link io.thalweg.serde.AvroExampleReader} for files, encoders for what Thalweg publishes and records that read it again. The only package
 * that sees the classes generated from the schemas. Knows neither topics nor processors.
 */
package io.thalweg.serde;
