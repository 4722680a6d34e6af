package io.thalweg.model;

/** The {@link Experts} and the {@link Combination} at work on one row: what they say of it together, and how each learns from its label. One thread. */
final class Committee {
    private final Response response;
    private final Experts experts;
    private final Combination combination;

    private final double[] servedMargins;
    private final double[] means;
    private final double[] likelihoods = new double[Experts.COUNT];
    /** By output, by expert. */
    private final double[][] moves;

    Committee(Response response, Experts experts, Combination combination) {
        this.response = response;
        this.experts = experts;
        this.combination = combination;
        servedMargins = new double[response.outputs()];
        means = new double[response.outputs()];
        moves = new double[response.outputs()][Experts.COUNT];
    }

    /** Fills the margins of {@code served}, of its row. */
    void say(Served served) {
        predict(served);
        combination.combine(experts.margins, served);
    }

    private void predict(Served served) {
        experts.predict(served.row, served.active, served.delay);
        for (int output = 0; output < response.outputs(); output++) {
            double bias = combination.bias(output);
            for (double[] margins : experts.margins) {
                margins[output] += bias;
            }
        }
    }

    /** The squared length of the row that was last spoken of, the intercept included. */
    double squaredLength() {
        return experts.squaredLength();
    }

    /**
     * Learns: who to believe from what was served, weights and what follows the drift from what would be served now.
     *
     * @param fresh what was last said
     * @param served the same if no label has been learned since the example was served
     * @param label of the loss, known to the response
     * @param importance of the example among labels
     */
    void learn(Served served, Served fresh, double label, double importance) {
        if (response.active() != fresh.active) {
            fresh.active = response.active();
            predict(fresh);
        }
        response.learnUnits(label, importance);
        double inUnits = response.label(label);
        combination.learn(served, fresh, inUnits);
        response.learnLabel(label, importance);
        learnExperts(served, fresh, inUnits);
    }

    private void learnExperts(Served served, Served fresh, double label) {
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            response.mean(experts.margins[expert], means);
            move(expert, fresh, label);
            if (served != fresh) {
                response.mean(served.ofExpert(expert, servedMargins), means);
            }
            likelihoods[expert] = response.likelihood(means, label);
        }
        combination.learnExperts(likelihoods, fresh);
        for (int output = 0; output < fresh.active; output++) {
            experts.learn(fresh.row, output, moves[output], fresh.importance * combination.curvature(output));
        }
    }

    private void move(int expert, Served fresh, double label) {
        double[] margins = experts.margins[expert];
        for (int output = 0; output < fresh.active; output++) {
            double length = experts.lengths[expert][output];
            moves[output][expert] = length > 0
                    ? response.step(margins[output], means[output], output, label, fresh.importance * length) / length
                    : 0;
        }
    }
}
