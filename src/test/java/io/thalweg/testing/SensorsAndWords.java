package io.thalweg.testing;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import java.util.List;
import java.util.Random;

/**
 * A seeded stream of examples in which every kind of feature occurs: 0 to 7 are dense, from 1e-6 to 1e9 in size, with an outlier now and then; 8 is a constant
 * in every example, 9 one that is missing from some; the rest are words, rare and rarer. Labels follow a linear model that drifts; with K classes they are −⌊K/2⌋ and on. The example is reused.
 */
public final class SensorsAndWords {
    private static final int DENSE = 8;
    private static final int WORDS = 5;

    private final Random random;
    private final ExampleBuilder builder;
    private final int features;
    private final Loss loss;
    private final double unlabeled;
    private final boolean weighted;
    private final double[] truth;

    /** What features and labels are multiplied by, and importances. */
    public double featureScale = 1;

    public double labelScale = 1;
    public double importanceScale = 1;

    /** What the classes are called instead, from the least number on. */
    public List<String> names = List.of();

    /**
     * @param unlabeled how many of the examples have no label
     * @param weighted whether importance is something else than 1: 0, a fraction, or up to 3
     */
    public SensorsAndWords(long seed, Loss loss, int hashBits, double unlabeled, boolean weighted) {
        random = new Random(seed);
        builder = new ExampleBuilder(hashBits, 64);
        features = 1 << hashBits;
        this.loss = loss;
        this.unlabeled = unlabeled;
        this.weighted = weighted;
        truth = random.doubles(features, -1, 1).toArray();
    }

    public Example next() {
        builder.begin();
        double margin = 0;
        for (int i = 0; i < DENSE; i++) {
            double value = random.nextGaussian() + i;
            double outlier = random.nextInt(200) == 0 ? 1000 : 1;
            builder.indexed(i, (float) (featureScale * outlier * value * Math.pow(10, 2 * i - 6)));
            margin += truth[i] * value;
        }
        builder.indexed(DENSE, (float) (2.5 * featureScale));
        if (random.nextInt(3) > 0) {
            builder.indexed(DENSE + 1, (float) (-3 * featureScale));
            margin += truth[DENSE + 1];
        }
        for (int word = random.nextInt(2 * WORDS); word > 0; word--) {
            double rarity = random.nextDouble();
            int index = DENSE + 2 + (int) ((features - DENSE - 2) * rarity * rarity * rarity);
            builder.indexed(
                    index, random.nextBoolean() ? (float) featureScale : (float) (featureScale * random.nextDouble()));
            margin += truth[index];
        }
        truth[random.nextInt(features)] += 0.1 * random.nextGaussian();
        label(margin + 0.5 * random.nextGaussian());
        return builder.build();
    }

    private void label(double margin) {
        double importance = random.nextInt(5) == 0 ? 0 : random.nextBoolean() ? 1 : 3 * random.nextDouble();
        builder.importance(importanceScale * (weighted ? importance : 1));
        if (random.nextDouble() >= unlabeled) {
            double label = label(loss, margin);
            if (names.isEmpty()) {
                builder.label(label);
            } else {
                builder.label(names.get((int) label + names.size() / 2));
            }
        }
    }

    private double label(Loss loss, double margin) {
        if (loss instanceof SoftmaxLoss softmax) {
            int half = softmax.classes() / 2;
            return Math.max(-half, Math.min(softmax.classes() - 1 - half, Math.floor(margin)));
        }
        return loss instanceof SquaredLoss ? labelScale * (300 + 20 * margin) : margin > 0 ? 1 : 0;
    }
}
