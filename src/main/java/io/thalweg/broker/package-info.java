/**
 * A Kafka broker inside this process, for trying things and for tests: {@link io.thalweg.broker.EmbeddedBroker}. Alone sees Kafka's broker classes;
 * knows nothing of examples, topics or learning.
 */
package io.thalweg.broker;
