/**
 * A schema registry over its REST API: {@link io.thalweg.registry.SchemaRegistry}. Knows schemas and HTTP, and neither Kafka nor what records mean.
 */
package io.thalweg.registry;
