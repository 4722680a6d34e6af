package io.thalweg.model;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How the experts' margins are added up: by a {@link Stack}, which also sees the {@link Trackers}, and by a {@link Mixture}; which of the two is served is
 * again a mixture. One thread.
 */
final class Combination implements Persistent {
    static final int COMBINERS = 2;

    private static final int STACK = 0;
    private static final int MIX = 1;
    private static final double EXPERTS_DEALT = 1e-5;
    private static final double COMBINERS_DEALT = 1e-3;
    private static final double MAX_STACKED = 1e6;

    private final Response response;
    private final Stack stack = new Stack();
    private final Mixture mixture = new Mixture(Experts.COUNT, EXPERTS_DEALT);
    private final Mixture combiners = new Mixture(COMBINERS, COMBINERS_DEALT);
    private final Trackers trackers;

    private final double[] means;
    private final double[][] combinedMeans;
    private final double[] likelihoods = new double[COMBINERS];
    private final double[] shares = new double[Experts.COUNT];

    Combination(Response response) {
        this.response = response;
        trackers = new Trackers(response.outputs());
        means = new double[response.outputs()];
        combinedMeans = new double[COMBINERS][response.outputs()];
    }

    /**
     * Fills the margins of {@code served}.
     *
     * @param margins by expert, by output, with bias
     */
    void combine(double[][] margins, Served served) {
        for (int output = 0; output < served.margins.length; output++) {
            double[] z = served.features[output];
            double mixed = 0;
            for (int expert = 0; expert < Experts.COUNT; expert++) {
                z[expert] = margins[expert][output];
                mixed += mixture.shares()[expert] * z[expert];
            }
            for (int tracker = 0; tracker < Trackers.COUNT; tracker++) {
                z[Experts.COUNT + tracker] = trackers.average(output, tracker);
            }
            z[Stack.FEATURES - 1] = served.margins.length == 1 ? 1 : 0;
            double stacked = stack.margin(z);
            stacked = Math.abs(stacked) < MAX_STACKED ? stacked : mixed;
            served.combined[STACK][output] = stacked;
            served.combined[MIX][output] = mixed;
            served.margins[output] =
                    combiners.shares()[STACK] * stacked + combiners.shares()[MIX] * mixed;
        }
    }

    /**
     * Learns how to add up from what was served.
     *
     * @param label in the response's units
     */
    void learn(Served served, double label) {
        double importance = served.importance;
        response.mean(served.margins, means);
        for (int combiner = 0; combiner < COMBINERS; combiner++) {
            response.mean(served.combined[combiner], combinedMeans[combiner]);
            likelihoods[combiner] = response.likelihood(combinedMeans[combiner], label);
        }
        combiners.learn(likelihoods, importance);
        stack.learn(
                served.features,
                served.active,
                served.combined[STACK],
                combinedMeans[STACK],
                response,
                label,
                importance,
                mixture.shares());
        for (int output = 0; output < served.active; output++) {
            trackers.learn(output, response.residual(means[output], output, label), importance);
        }
    }

    /** @param likelihoods of the label, by expert */
    void learnExperts(double[] likelihoods, double importance) {
        mixture.learn(likelihoods, importance);
    }

    /** How strongly the whole's mean reacted to its margin in an output, when {@link #learn} was last called. */
    double curvature(int output) {
        return response.curvature(means[output]);
    }

    /** By expert, what its weights are multiplied by in the one linear model. Valid until the next call. */
    double[] shares() {
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            shares[expert] = combiners.shares()[STACK] * stack.coefficients()[expert]
                    + combiners.shares()[MIX] * mixture.shares()[expert];
        }
        return shares;
    }

    /** What the margin of an output has besides the experts': trackers and the stack's constant. */
    double offset(int output) {
        double[] coefficients = stack.coefficients();
        double offset = response.outputs() == 1 ? coefficients[Stack.FEATURES - 1] : 0;
        for (int tracker = 0; tracker < Trackers.COUNT; tracker++) {
            offset += coefficients[Experts.COUNT + tracker] * trackers.average(output, tracker);
        }
        return combiners.shares()[STACK] * offset;
    }

    @Override
    public void clear() {
        for (Persistent part : parts()) {
            part.clear();
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (Persistent part : parts()) {
            part.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (Persistent part : parts()) {
            part.read(in);
        }
    }

    private Persistent[] parts() {
        return new Persistent[] {stack, mixture, combiners, trackers};
    }
}
