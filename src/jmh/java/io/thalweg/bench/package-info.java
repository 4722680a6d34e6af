/**
 * How fast it is: {@link io.thalweg.bench.Benchmarks} prints speeds beside those of something to be compared with, measured in the same run.
 * Built under the profile {@code bench} only; {@code src/docs/benchmarks.md} has the commands and the figures.
 */
package io.thalweg.bench;
