/**
 * {@link io.thalweg.learner.OnlineLearner}: model, evaluation and input positions as one thing that files and topologies run, and its state as
 * blocks of bytes. Knows neither files nor Kafka.
 */
package io.thalweg.learner;
