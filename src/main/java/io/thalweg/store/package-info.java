/**
 * A learner's memory as a Kafka Streams state store: {@link io.thalweg.store.WeightStore} and the hook that logs it at each commit. Public API
 * of Kafka Streams only.
 */
package io.thalweg.store;
