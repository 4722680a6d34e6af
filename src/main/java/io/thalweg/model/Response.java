package io.thalweg.model;

import io.thalweg.state.Persistent;

/**
 * What a loss means to the parts of {@link AutoModel}. A predictor has one margin for each output; labels are in the response's own units, in which the
 * parts see them. One thread.
 */
sealed interface Response extends Persistent permits LogisticResponse, SquaredResponse {
    /** How many margins a predictor has. */
    int outputs();

    /** What is added to the margins of every expert in an output: what is known of the labels without any feature. */
    double bias(int output);

    /** A label of the loss in the response's units. */
    double label(double label);

    /** Takes notice of a label of the loss; {@link #label} and {@link #bias} are others afterwards. */
    void learnLabel(double label, double importance);

    /** The means of a predictor's margins. */
    void mean(double[] margins, double[] means);

    /** The probability of the label under a predictor's means, or its density up to a factor; above 0. */
    double likelihood(double[] means, double label);

    /** What an output's mean falls short of. */
    double residual(double mean, int output, double label);

    /** How strongly an output's mean reacts to its margin. */
    double curvature(double mean);

    /** How far a margin moves in learning; see {@link ImplicitStep}. */
    double step(double margin, double mean, int output, double label, double length);

    /** The same for a second-order learner. */
    double secondOrderStep(double margin, double mean, int output, double label, double length);

    /** What is served: the margin in the loss's units, within what can be said. */
    double served(double[] margins);

    /** The least that is served. */
    double least();

    /** The greatest. */
    double greatest();

    /** How much of the loss's units one of the response's is. */
    double unit();

    /** Where in the loss's units the response's 0 is. */
    double origin();
}
