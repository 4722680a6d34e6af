package io.thalweg.model;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.state.Persistent;

/**
 * What a loss means to the parts of {@link AutoModel}. A predictor has one margin for each output; labels are in the response's own units, in which the
 * parts see them. One thread.
 */
sealed interface Response extends Persistent permits LogisticResponse, SquaredResponse, SoftmaxResponse {
    /** @param labels of the same loss */
    static Response of(Loss loss, Labels labels) {
        if (loss instanceof SoftmaxLoss softmax) {
            return new SoftmaxResponse(softmax.classes(), (ClassLabels) labels);
        }
        return loss instanceof LogisticLoss logistic
                ? new LogisticResponse(logistic)
                : new SquaredResponse((SquaredLoss) loss);
    }

    /** How many margins a predictor has. */
    int outputs();

    /** How many of them, from the first on, have ever had a label: the others have no weights yet, and their margin is the bias. */
    int active();

    /**
     * What is added to the margins of every expert in an output: what is known of the labels without any feature.
     *
     * @param prior how many examples of each class count as seen before the first
     */
    double bias(int output, double prior);

    /**
     * The label of the loss to learn from: another where the one given is an outlier. Called once an example, before anything learns from it.
     *
     * @param margins as they were served
     */
    default double tamed(double label, double[] margins, double importance) {
        return label;
    }

    /** A label of the loss in the response's units. */
    double label(double label);

    /** Takes notice of a label of the loss; {@link #bias} is another afterwards. */
    void learnLabel(double label, double importance);

    /** The same of a label that changes the units: those of {@link #label}. Called before anything learns from it. */
    default void learnUnits(double label, double importance) {}

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

    /**
     * Says what is served of margins: in the loss's units, within what can be said.
     *
     * @param label of the loss; NaN if there is none
     */
    void serve(double[] margins, double label, Prediction prediction);

    /**
     * Says again what was served.
     *
     * @param said of a single output the margin as it was served, in the loss's units; of many the margins
     * @param known how many classes were known
     * @param label of the loss; NaN if there is none
     */
    void recall(double[] said, int known, double label, Prediction prediction);

    /** The least that is served. */
    double least();

    /** The greatest. */
    double greatest();

    /** How much of the loss's units one of the response's is. */
    double unit();

    /** Where in the loss's units the response's 0 is. */
    double origin();
}
