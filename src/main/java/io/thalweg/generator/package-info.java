/**
 * Examples out of nothing but a seed: {@link io.thalweg.generator.ClickStream} and {@link io.thalweg.generator.AdStream}, the
 * demos' data with known true models. Knows neither learners nor files nor Kafka.
 */
package io.thalweg.generator;
