package io.thalweg.model;

/** How a model takes the raw values of a feature: what a weight alone does not say. */
public enum Scaling {
    /** As they are. */
    RAW,
    /** There have been none: any will count as nothing. */
    UNSEEN,
    /** The same value in every example, or never another than 0: counts as nothing, being part of the intercept. */
    CONSTANT,
    /** One value so far, in nearly every example: counts as its sign, whatever its size. */
    SIGN,
    /** One value so far, in fewer examples: the unit is that value. */
    INDICATOR,
    /** The unit is the root mean square; where the feature is absent it is 0. */
    ROOT_MEAN_SQUARE,
    /** In nearly every example: in standard deviations from the mean; where the feature is missing it counts as its mean. */
    CENTRED
}
