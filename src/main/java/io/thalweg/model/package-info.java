/**
 * {@link io.thalweg.model.Model}: predicts an example, then learns from it; {@link io.thalweg.model.AutoModel} is the one with nothing to tune,
 * {@link io.thalweg.model.LinearModel} the one with an optimizer by name. Knows nothing of streams, files or evaluation.
 */
package io.thalweg.model;
