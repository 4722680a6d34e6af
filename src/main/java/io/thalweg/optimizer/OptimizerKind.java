package io.thalweg.optimizer;

/** The choices of the {@code optimizer} setting. */
public enum OptimizerKind {
    SGD,
    ADAGRAD
}
