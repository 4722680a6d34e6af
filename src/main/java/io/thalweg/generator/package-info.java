/**
 * Examples out of nothing but a seed: {@link io.thalweg.generator.ClickStream}, the demo's data with a known true model. Knows
 * neither learners nor files nor Kafka.
 */
package io.thalweg.generator;
