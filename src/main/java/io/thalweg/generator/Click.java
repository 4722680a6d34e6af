package io.thalweg.generator;

/**
 * What is known of a click.
 *
 * @param id of the impression
 * @param clicked false if an earlier click was none
 */
public record Click(String id, long timeMs, boolean clicked) implements AdEvent {}
