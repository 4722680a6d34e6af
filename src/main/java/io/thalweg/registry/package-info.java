/**
 * A schema registry over its REST API: {@link io.thalweg.registry.SchemaRegistry}, the client {@link io.thalweg.registry.RestRegistry}, and
 * {@link io.thalweg.registry.EmbeddedRegistry} to ask in the demo and in tests. Knows schemas and HTTP, and neither Kafka nor what records mean.
 */
package io.thalweg.registry;
