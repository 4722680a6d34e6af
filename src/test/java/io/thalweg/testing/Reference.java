package io.thalweg.testing;

import io.thalweg.example.Features;

/** An optimizer as its documentation states it: a loop over all weights at every step, in double precision. */
public interface Reference {
    double margin(Features features);

    void learn(Features features, double derivative);

    double weight(int index);

    /** How far a weight that is stored as a float may be from {@link #weight}. */
    double error(int index);

    /** How far a margin of weights that are stored as floats may be from {@link #margin}. */
    double marginError(Features features);
}
