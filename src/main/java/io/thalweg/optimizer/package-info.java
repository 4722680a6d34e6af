/**
 * Weights and how one step moves them: {@link io.thalweg.optimizer.Optimizer}, its learning rates and its penalties. Knows features, not losses.
 */
package io.thalweg.optimizer;
