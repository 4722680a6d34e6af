package io.thalweg.model;

/**
 * What was said of an example, and all that learning from it needs. Weights learn from the row anew; what decides how experts are combined learns from what
 * was served, so that an example whose label comes late takes this with it. Reused. One thread.
 */
final class Served {
    final Row row = new Row();

    /** By output, what the stack saw. */
    final double[][] features;

    /** By combiner, by output. */
    final double[][] combined;

    /** By output, of the whole. */
    final double[] margins;

    /** How many outputs had weights. */
    int active;

    /** What the example counts for learning; 0 if nothing is to change. */
    double importance;

    Served(int outputs) {
        features = new double[outputs][Stack.FEATURES];
        combined = new double[Combination.COMBINERS][outputs];
        margins = new double[outputs];
    }
}
