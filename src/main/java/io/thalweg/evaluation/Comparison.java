package io.thalweg.evaluation;

import java.util.List;

/**
 * The served predictions beside those of two predictors that know no features, over one span of labelled examples.
 *
 * @param baseline always says the base rate, or the running mean, of the labels before; neither its AUC nor its calibration is figured
 * @param previousLabel says the label before, which is hard to beat on a series that drifts; the same holds
 * @param reliability ten bins of equal width of the served probabilities; with many classes, of the most probable class's probability, and whether it was right;
 *     empty unless the loss is a cross-entropy
 * @param classes by class, if there are many; else empty
 */
public record Comparison(
        Quality model,
        Quality baseline,
        Quality previousLabel,
        List<ReliabilityBin> reliability,
        List<ClassQuality> classes) {}
