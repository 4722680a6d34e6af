package io.thalweg.evaluation;

/**
 * The examples whose predicted probability fell into one of ten bins of equal width, the lower edge included, in the last also the upper.
 *
 * @param importance how many they are, each counted by its importance
 * @param meanPrediction their mean probability; NaN if there are none
 * @param meanLabel their part of positive labels, which a calibrated predictor has equal to {@code meanPrediction}; NaN if there are none
 */
public record ReliabilityBin(double importance, double meanPrediction, double meanLabel) {}
