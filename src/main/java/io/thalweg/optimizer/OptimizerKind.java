package io.thalweg.optimizer;

/** The choices of the {@code optimizer} setting. */
public enum OptimizerKind {
    /** Nothing to tune: several learners at once, and what makes the best of them. */
    AUTO,
    SGD,
    ADAGRAD,
    FTRL,
    NAG
}
