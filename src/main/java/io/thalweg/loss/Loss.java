package io.thalweg.loss;

/** What a wrong prediction costs. Natural logarithms. Stateless; any thread. */
public sealed interface Loss permits MarginLoss, SoftmaxLoss {
    /** Its name with everything that tells it from other losses: a model learned under one name is not continued under another. */
    String name();

    /** How many classes there are or may be, so that a prediction is right or wrong; 0 if labels are numbers, and it is near or far. */
    int classes();

    /** How many margins a prediction has: 1, or one for each of many classes. */
    int outputs();

    /** Whether it is the cross-entropy of a probability, −ln of what the label's class was given. */
    boolean isCrossEntropy();

    /** The mean function, from margins to a prediction, as a formula for people. */
    String meanFormula();
}
