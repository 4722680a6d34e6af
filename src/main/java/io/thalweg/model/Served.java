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

    /** The same as they were served: L1 taken off. */
    final double[] said;

    /** How many outputs had weights. */
    int active;

    /** What the example counts for learning; 0 if nothing is to change. */
    double importance;

    /** How many labels have been learned since the example was served. */
    long delay;

    Served(int outputs) {
        features = new double[outputs][Stack.FEATURES];
        combined = new double[Combination.COMBINERS][outputs];
        margins = new double[outputs];
        said = new double[outputs];
    }

    /** Fills {@code margins}, by output, with an expert's. */
    double[] ofExpert(int expert, double[] margins) {
        for (int output = 0; output < margins.length; output++) {
            margins[output] = features[output][expert];
        }
        return margins;
    }

    /** Takes over all but the row and the whole's margins, rounded to floats: what waits for its label is the same whether it was bytes meanwhile or not. */
    void copy(Served other) {
        for (int output = 0; output < features.length; output++) {
            round(other.features[output], features[output]);
        }
        for (int combiner = 0; combiner < Combination.COMBINERS; combiner++) {
            round(other.combined[combiner], combined[combiner]);
        }
        active = other.active;
        importance = other.importance;
    }

    private static void round(double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, from[k]));
        }
    }
}
