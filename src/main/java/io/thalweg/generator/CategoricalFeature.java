package io.thalweg.generator;

import io.thalweg.example.FeatureSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A feature of the click stream that is one of several categories, with each category's probability and true weight. Until the
 * drift, what it adds to the margin has mean 0 and the given standard deviation, whatever the seed. Immutable; any thread.
 */
final class CategoricalFeature {
    private final byte[] name;
    private final List<String> texts;
    private final byte[][] categories;
    private final double[] cumulative;
    private final Weight[] weights;

    /** @param probabilities of the categories; they need not add up to 1 */
    CategoricalFeature(long seed, String name, List<String> categories, double[] probabilities, double deviation) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        texts = List.copyOf(categories);
        this.categories =
                categories.stream().map(c -> c.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        cumulative = probabilities.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        Weight[] drawn =
                categories.stream().map(c -> Weight.draw(seed, name + "=" + c)).toArray(Weight[]::new);
        weights = standardized(drawn, probabilities, deviation);
    }

    private static Weight[] standardized(Weight[] drawn, double[] probabilities, double deviation) {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < drawn.length; i++) {
            total += probabilities[i];
            sum += probabilities[i] * drawn[i].before();
            squares += probabilities[i] * drawn[i].before() * drawn[i].before();
        }
        double mean = sum / total;
        double factor = deviation / StrictMath.sqrt(squares / total - mean * mean);
        return Arrays.stream(drawn).map(w -> w.minus(mean).times(factor)).toArray(Weight[]::new);
    }

    /** What the feature adds to the margin from the drift on, on average. */
    double meanAfterDrift() {
        double sum = 0;
        double below = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (cumulative[i] - below) * weights[i].after();
            below = cumulative[i];
        }
        return sum / below;
    }

    int draw(SplitMix random) {
        double at = random.uniform() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(found < 0 ? -1 - found : found + 1, cumulative.length - 1);
    }

    /** Gives the feature; returns what it adds to the true margin. */
    double give(int category, boolean drifted, FeatureSink sink) {
        byte[] value = categories[category];
        sink.categorical(name, 0, name.length, value, 0, value.length);
        return adds(category, drifted);
    }

    /** What a category adds to the true margin. */
    double adds(int category, boolean drifted) {
        return weights[category].at(drifted);
    }

    String category(int category) {
        return texts.get(category);
    }
}
