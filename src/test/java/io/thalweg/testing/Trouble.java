package io.thalweg.testing;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.SoftmaxLoss;
import java.util.Random;

/** Seeded streams of examples that a builder takes and that learners suffer from. */
public enum Trouble {
    /** The largest values that are allowed, beside ordinary ones. */
    HUGE(new double[] {1e18, -1e18, 1e9, 1}, new double[] {1}),
    /** Values that have no square, and some that hardly are numbers, beside ordinary ones. */
    DENORMAL(new double[] {Float.MIN_VALUE, -1e-40, 1e-25, 1e-18, 1}, new double[] {1}),
    /** The same features again and again, each time with another label. */
    CONTRADICTORY(new double[] {3}, new double[] {1}),
    /** How much an example counts goes from nearly nothing to the most that is allowed. */
    IMPORTANCE(new double[] {1, -2, 0.5}, new double[] {1, 1, 1e18, 1e-18, 1e-300, Double.MIN_VALUE, 1e9}),
    /** All of it together. */
    ALL(new double[] {1e18, -1e18, 1e9, 1, Float.MIN_VALUE, 1e-18, 0}, new double[] {0, 1, 1e18, 1e-18, Double.MIN_VALUE
    });

    private static final int MOST_FEATURES = 6;
    private static final double[] NUMBERS = {0, 1, -1, 1e18, -1e18, 1e9, 1e-18, Double.MIN_VALUE, 12};

    private final double[] values;
    private final double[] importances;

    Trouble(double[] values, double[] importances) {
        this.values = values;
        this.importances = importances;
    }

    /** A stream for learners of this loss. */
    public Examples examples(Loss loss, int hashBits, long seed) {
        return new Examples(this, loss, hashBits, seed);
    }

    /** One stream; its example is reused. */
    public static final class Examples {
        private final Trouble trouble;
        private final Loss loss;
        private final Random random;
        private final int weights;
        private final ExampleBuilder builder;
        private int made;

        private Examples(Trouble trouble, Loss loss, int hashBits, long seed) {
            this.trouble = trouble;
            this.loss = loss;
            random = new Random(seed);
            weights = 1 << hashBits;
            builder = new ExampleBuilder(hashBits, MOST_FEATURES);
        }

        /** The next example, one in ten without a label. */
        public Example next() {
            builder.begin();
            int first = trouble == CONTRADICTORY ? 0 : random.nextInt(weights);
            for (int feature = 0, count = features(); feature < count; feature++) {
                builder.indexed(
                        (first + feature) % weights, (float) trouble.values[random.nextInt(trouble.values.length)]);
            }
            builder.importance(trouble.importances[random.nextInt(trouble.importances.length)]);
            if (random.nextInt(10) > 0) {
                builder.label(label());
            }
            made++;
            return builder.build();
        }

        private int features() {
            return trouble == CONTRADICTORY ? MOST_FEATURES : random.nextInt(MOST_FEATURES);
        }

        private double label() {
            if (loss instanceof LogisticLoss || loss instanceof HingeLoss) {
                return made % 2;
            }
            if (loss instanceof SoftmaxLoss softmax) {
                return made % softmax.classes();
            }
            double number = NUMBERS[trouble == CONTRADICTORY ? made % 2 : random.nextInt(NUMBERS.length)];
            return loss instanceof PoissonLoss ? Math.min(1e13, Math.abs(number)) : number;
        }
    }
}
