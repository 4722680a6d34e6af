/** How good the served predictions are: {@link io.thalweg.evaluation.ProgressiveValidation}. Knows losses, not models. */
package io.thalweg.evaluation;
