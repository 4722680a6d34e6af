package io.thalweg.model;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How the experts' margins are added up: by a {@link Stack}, which also sees the {@link Trackers}, by a {@link Mixture}, and by the first expert alone, the most
 * patient; which of the three is served is again a mixture. One thread.
 *
 * <p>What decides how to add up learns from what was served, since that is what it decides about; what follows the drift of the labels learns from margins at
 * the present weights. The two differ if a label is late.
 */
final class Combination implements Persistent {
    static final int COMBINERS = 3;

    /** Of these, the first so many are more than an expert's margin. */
    static final int KEPT = 2;

    /** The expert that is a combiner too. */
    static final int ALONE = 0;

    private static final int STACK = 0;
    private static final int MIX = 1;
    private static final double DOUBT = 0.1;
    private static final double MOST_UNREST = 10;
    private static final double EXPERTS_DEALT = 1e-5;
    private static final double COMBINERS_DEALT = 1e-3;
    private static final double MAX_STACKED = 1e6;

    private final Response response;
    private final Stack stack = new Stack();
    private final Mixture mixture = new Mixture(Experts.COUNT, EXPERTS_DEALT);
    private final Mixture combiners = new Mixture(COMBINERS, COMBINERS_DEALT);
    private final Trackers trackers;
    private final Lateness lateness = new Lateness();

    private final double[] means;
    private final double[][] combinedMeans;
    private final double[] stacked;
    private final double[] stackedMeans;
    private final double[] likelihoods = new double[COMBINERS];
    private final double[] shares = new double[Experts.COUNT];

    Combination(Response response) {
        this.response = response;
        trackers = new Trackers(response.outputs());
        means = new double[response.outputs()];
        combinedMeans = new double[COMBINERS][response.outputs()];
        stacked = new double[response.outputs()];
        stackedMeans = new double[response.outputs()];
    }

    /** What is added to the margins of every expert in an output. */
    double bias(int output) {
        return response.bias(output, lateness.prior());
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
            z[Stack.FEATURES - 1] = Stack.constant(served.margins.length);
            served.combined[STACK][output] = stacked(z, mixed);
            served.combined[MIX][output] = mixed;
            served.combined[COMBINERS - 1][output] = z[ALONE];
            double sum = 0;
            for (int combiner = 0; combiner < COMBINERS; combiner++) {
                sum += combiners.shares()[combiner] * served.combined[combiner][output];
            }
            served.margins[output] = sum;
        }
    }

    private double stacked(double[] z, double mixed) {
        double margin = stack.margin(z);
        return Math.abs(margin) < MAX_STACKED ? margin : mixed;
    }

    /**
     * Learns how to add up.
     *
     * @param served what was served
     * @param fresh what would be served now; the same if no label has been learned since
     * @param label in the response's units
     */
    void learn(Served served, Served fresh, double label) {
        double importance = fresh.importance;
        response.mean(fresh.margins, means);
        for (int combiner = 0; combiner < COMBINERS; combiner++) {
            response.mean(served.combined[combiner], combinedMeans[combiner]);
            likelihoods[combiner] = response.likelihood(combinedMeans[combiner], label);
        }
        combiners.learn(likelihoods, importance, 1, unrest(fresh));
        learnStack(served, fresh, label);
        for (int output = 0; output < fresh.active; output++) {
            trackers.learn(output, response.residual(means[output], output, label), importance);
        }
        lateness.learn(fresh.delay);
    }

    /** By what the stack would make now of the features that it was served with. */
    private void learnStack(Served served, Served fresh, double label) {
        double[] margins = served.combined[STACK];
        double[] itsMeans = combinedMeans[STACK];
        if (served != fresh) {
            margins = stacked;
            itsMeans = stackedMeans;
            for (int output = 0; output < stacked.length; output++) {
                stacked[output] = stacked(served.features[output], served.combined[MIX][output]);
            }
            response.mean(stacked, stackedMeans);
        }
        stack.learn(
                served.features, fresh.active, margins, itsMeans, response, label, fresh.importance, mixture.shares());
    }

    /**
     * Learns how much to trust each expert: of late labels one says the less, the later, because its neighbours say the same.
     *
     * @param likelihoods of the label, by expert, as they were served
     */
    void learnExperts(double[] likelihoods, Served fresh) {
        mixture.learn(likelihoods, fresh.importance, 1 / doubt(fresh), unrest(fresh));
    }

    /** 1, and more for a late label. */
    private static double doubt(Served fresh) {
        return 1 + DOUBT * fresh.delay;
    }

    /** Who was best when a late label's example was served may no longer be. */
    private static double unrest(Served fresh) {
        return Math.min(MOST_UNREST, doubt(fresh));
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
        shares[ALONE] += combiners.shares()[COMBINERS - 1];
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
        return new Persistent[] {stack, mixture, combiners, trackers, lateness};
    }
}
