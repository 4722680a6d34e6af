/**
 * Settings from a file, the environment and the command line, checked as a whole, as typed records: {@link io.thalweg.config.ThalwegConfig}.
 * Every key is defined once, in {@code Definition}. Starts nothing, opens no connection, and knows no topology.
 */
package io.thalweg.config;
