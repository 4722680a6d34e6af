package io.thalweg.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which disturbances come when, in their order. The same seed gives the same plan. */
public record Plan(long examples, List<Step> steps) {
    /**
     * A disturbance when at least so many examples have been predicted.
     *
     * @param chance decides what the kind leaves open, how long, where, who: 0 to 999
     */
    public record Step(Disturbance disturbance, long predicted, int chance) {}

    /**
     * One step in each of {@code count} equal parts of the stream, at a place that the seed decides; every kind comes before any comes again.
     *
     * @param examples at least twice {@code count}
     */
    public static Plan of(long seed, int count, long examples, Collection<Disturbance> kinds) {
        Random random = new Random(seed);
        List<Disturbance> order = new ArrayList<>();
        while (order.size() < count) {
            List<Disturbance> all = new ArrayList<>(kinds);
            Collections.shuffle(all, random);
            order.addAll(all);
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long predicted = 1 + (long) ((i + 0.9 * random.nextDouble()) * (examples - 1) / count);
            steps.add(new Step(order.get(i), predicted, random.nextInt(1000)));
        }
        return new Plan(examples, List.copyOf(steps));
    }

    /** How many examples there are until the step behind this one, or at all. */
    long until(int step) {
        return step + 1 < steps.size() ? steps.get(step + 1).predicted() : examples;
    }
}
