package io.thalweg.testing;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.Loss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import java.util.Random;

/**
 * A seeded stream of sparse examples. A few features are in almost every example and most are rare, so that some come back after a long time;
 * labels follow a linear model with noise; importance is 0, 1 or between 0 and 2. The example is reused.
 */
public final class Examples {
    private static final int FEATURES = 6;

    private final Random random;
    private final ExampleBuilder builder;
    private final double[] truth;
    private final Loss loss;

    public Examples(long seed, Loss loss, int hashBits) {
        this.loss = loss;
        random = new Random(seed);
        builder = new ExampleBuilder(hashBits, 4 * FEATURES);
        truth = random.doubles(1 << hashBits, -1, 1).toArray();
    }

    /** A labelled example. */
    public Example labeled() {
        double margin = features();
        margin += 0.3 * random.nextGaussian();
        if (loss instanceof SoftmaxLoss softmax) {
            label(Math.floorMod((int) Math.floor(margin), softmax.classes()));
        } else {
            builder.label(label(margin));
        }
        builder.importance(importance());
        return builder.build();
    }

    /** Every other class has a name, the others are numbers. */
    private void label(int ofClass) {
        if (ofClass % 2 == 0) {
            builder.label(ofClass);
        } else {
            builder.label("class-" + ofClass);
        }
    }

    private double label(double margin) {
        if (loss instanceof SquaredLoss || loss instanceof QuantileLoss) {
            return margin;
        }
        if (loss instanceof PoissonLoss) {
            return Math.floor(Math.exp(Math.min(3, margin)));
        }
        return margin > 0 ? 1 : random.nextBoolean() ? 0 : -1;
    }

    /** A labelled example that counts as much as said. */
    public Example labeled(double importance) {
        labeled();
        builder.importance(importance);
        return builder.build();
    }

    /** An example without a label. */
    public Example unlabeled() {
        features();
        return builder.build();
    }

    /** Three labelled examples in four. */
    public Example mixed() {
        return random.nextInt(4) == 0 ? unlabeled() : labeled();
    }

    private double features() {
        builder.begin();
        double margin = 0;
        for (int count = random.nextInt(2 * FEATURES); count > 0; count--) {
            double rarity = random.nextDouble();
            int index = (int) (truth.length * rarity * rarity * rarity * rarity);
            float value = random.nextInt(8) == 0 ? 0 : random.nextBoolean() ? 1 : (float) random.nextGaussian();
            builder.indexed(index, value);
            margin += truth[index] * value;
        }
        return margin;
    }

    private double importance() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1, 2 -> 2 * random.nextDouble();
            default -> 1;
        };
    }
}
