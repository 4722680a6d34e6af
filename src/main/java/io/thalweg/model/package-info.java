/** {@link io.thalweg.model.LinearModel}: predicts an example, then learns from it. Knows nothing of streams, files or evaluation. */
package io.thalweg.model;
