/**
 * The Kafka Streams topology: {@link io.thalweg.topology.ThalwegTopology} and one processor for each of its nodes. Knows topics and tasks; what
 * learning means it leaves to {@code learner}.
 */
package io.thalweg.topology;
