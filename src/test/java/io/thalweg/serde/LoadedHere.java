package io.thalweg.serde;

/** Loaded by {@link HostileSchemaTest} alone, to show that loads are seen. */
final class LoadedHere {}
