/**
 * What reads bytes that anybody may have written, each as a {@link io.thalweg.fuzz.Target} that takes any bytes at all. The unit tests give them mutations of
 * valid inputs, the profile {@code fuzz} gives them whatever reaches new branches.
 */
package io.thalweg.fuzz;
