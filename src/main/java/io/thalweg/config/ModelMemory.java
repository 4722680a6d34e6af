package io.thalweg.config;

import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.learner.NameStore;
import io.thalweg.model.AutoModel;

/**
 * What one model keeps on the heap for as long as its task is here.
 *
 * @param weights how many
 * @param floatsPerWeight the weight itself, an adaptive optimizer's sums, and for lazy regularization what brings a weight up to date
 * @param windowFloats of the rolling window
 * @param namesBytes of the names of features, if all are long
 */
public record ModelMemory(long weights, int floatsPerWeight, long windowFloats, long namesBytes) {
    /** The part of the heap that models may take. */
    public static final double HEAP_SHARE = 0.9;

    static ModelMemory of(Values values) {
        int window = values.integer(Keys.ROLLING_LOSS_WINDOW);
        ModelMemory weights = ofWeights(values);
        return new ModelMemory(
                weights.weights,
                weights.floatsPerWeight,
                ProgressiveValidation.floats(window, manyClasses(values)),
                NameStore.mostBytes(values.integer(Keys.NAMES_KEEP)));
    }

    /** As if there were neither window nor names. */
    static ModelMemory ofWeights(Values values) {
        return new ModelMemory(1L << values.integer(Keys.HASH_BITS), floatsPerWeight(values), 0, 0);
    }

    private static int floatsPerWeight(Values values) {
        boolean l1 = values.number(Keys.L1) > 0;
        boolean l2 = values.number(Keys.L2) > 0;
        return switch (values.text(Keys.OPTIMIZER)) {
            case "auto" -> AutoModel.floatsPerFeature(Math.max(1, manyClasses(values)));
            case "adagrad" -> l1 || l2 ? 4 : 2;
            case "ftrl" -> 2;
            case "nag" -> 3;
            default -> l1 ? 3 : 1;
        };
    }

    private static int manyClasses(Values values) {
        return values.text(Keys.LOSS).equals("softmax")
                ? ClassesSetting.of(values).classes()
                : 0;
    }

    long weightFloats() {
        return weights * floatsPerWeight;
    }

    public long bytes() {
        return (weightFloats() + windowFloats) * Float.BYTES + namesBytes;
    }
}
