package io.thalweg.optimizer;

/** The step size α as a function of the step t, counted from 1. Stateless; any thread. */
public sealed interface LearningRate {
    double at(long step);

    /** The largest value that {@link #at} takes. */
    double initial();

    /** α at every step. */
    record Constant(double initial) implements LearningRate {
        @Override
        public double at(long step) {
            return initial;
        }
    }

    /** {@code α t^−p}. */
    record InverseScaling(double initial, double power) implements LearningRate {
        @Override
        public double at(long step) {
            return initial * StrictMath.pow(step, -power);
        }
    }
}
