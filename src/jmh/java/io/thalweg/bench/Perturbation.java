package io.thalweg.bench;

import io.thalweg.loss.Loss;
import io.thalweg.loss.SquaredLoss;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a data set is made harder, with a seed. */
enum Perturbation {
    AS_IT_IS,
    SHUFFLED,
    REVERSED,
    /** One label in ten is another example's. */
    NOISY_LABELS,
    /** One of the features of the first example a million times as large. */
    SCALED_FEATURE,
    /** One value in a hundred a thousand times as large. */
    OUTLIERS,
    /** One label in a hundred a hundred times as large, and its example not scored; of regression only. */
    LABEL_OUTLIERS;

    private static final float SCALE = 1e6f;
    private static final float OUTLIER = 1e3f;
    private static final double LABEL_OUTLIER = 100;

    boolean appliesTo(Loss loss) {
        return this != LABEL_OUTLIERS || loss instanceof SquaredLoss;
    }

    RealData of(RealData data, long seed) {
        Random random = new Random(seed);
        List<Integer> order = IntStream.range(0, data.size()).boxed().collect(Collectors.toList());
        if (this == SHUFFLED) {
            Collections.shuffle(order, random);
        } else if (this == REVERSED) {
            Collections.reverse(order);
        }
        int scaled = data.indices.get(0)[0];
        RealData perturbed = new RealData();
        for (int at : order) {
            float[] values = data.values.get(at).clone();
            for (int k = 0; k < values.length; k++) {
                if (this == SCALED_FEATURE && data.indices.get(at)[k] == scaled) {
                    values[k] *= SCALE;
                } else if (this == OUTLIERS && random.nextInt(100) == 0) {
                    values[k] *= OUTLIER;
                }
            }
            boolean wrong = this == NOISY_LABELS && random.nextInt(10) == 0;
            double label = data.labels.get(wrong ? random.nextInt(data.size()) : at);
            if (this == LABEL_OUTLIERS && random.nextInt(100) == 0) {
                perturbed.addUnscored(data.indices.get(at), values, label * LABEL_OUTLIER);
            } else {
                perturbed.add(data.indices.get(at), values, label);
            }
        }
        return perturbed;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
