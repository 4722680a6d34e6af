/**
 * Labels that come late: {@link io.thalweg.join.LabelJoin} holds examples until their labels come, by id, and gives everything that can become of either a name.
 * Knows a sorted store of bytes, and neither topics nor Kafka.
 */
package io.thalweg.join;
