package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.Regularization;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The learner with nothing to tune. Features are brought to one scale ({@link Normalization}); four linear {@link Experts} with different rates learn from
 * them; their margins are added up in two ways, by a regression on them and on what was lately missed ({@link Stack}, {@link Trackers}) and by how well each has
 * done ({@link Mixture}); which of the two is served is again a mixture. All of it adds margins, so that at any moment the whole is one linear model.
 *
 * <p>Importance h counts as h·Σh/Σh² everywhere but in the statistics of the labels, so that a common factor on all importances changes nothing. One thread.
 */
public final class AutoModel implements Model {
    private static final double EXPERTS_DEALT = 1e-5;
    private static final double COMBINERS_DEALT = 1e-3;
    private static final int MAX_BLOCK_FLOATS = 256;
    /** A large array's elements begin 16 bytes behind the beginning of a cache line: behind 12 floats the eight of a feature are in one line, not in two. */
    private static final int FRONT = 12;

    private static final int STACK = 0;
    private static final int MIX = 1;

    private final Loss loss;
    private final double l1;
    private final int size;
    private final int stride;
    private final int blockShift;
    private final int outputs;
    private final Blocks blocks;

    private final Response response;
    private final Normalization normalization;
    private final Experts experts;
    private final Stack stack = new Stack();
    private final Mixture mixture = new Mixture(Experts.COUNT, EXPERTS_DEALT);
    private final Mixture combiners = new Mixture(2, COMBINERS_DEALT);
    private final Trackers trackers;
    private long learned;
    private double importances;
    private double squaredImportances;

    private final Prediction prediction = new Prediction();
    private final Row row = new Row();
    private final double[][] stackFeatures;
    private final double[][] combined;
    private final double[][] combinedMeans;
    private final double[] margins;
    private final double[] served;
    private final double[] means;
    private final double[] expertMeans;
    private final double[] likelihoods = new double[Experts.COUNT];
    private final double[] combinerLikelihoods = new double[2];
    private final double[][] moves;
    private final double[] shares = new double[Experts.COUNT];
    private double effective;

    public AutoModel(Loss loss, Regularization regularization, int hashBits) {
        this.loss = loss;
        l1 = regularization.l1();
        response = loss instanceof SquaredLoss ? new SquaredResponse() : new LogisticResponse();
        outputs = response.outputs();
        size = 1 << hashBits;
        stride = Normalization.FLOATS + outputs * Experts.FLOATS;
        blockShift = 31 - Integer.numberOfLeadingZeros(Math.max(1, MAX_BLOCK_FLOATS / stride));
        blocks = new Blocks(FRONT, Math.multiplyExact(size + 1, stride), stride << blockShift);
        normalization = new Normalization(blocks, stride, blockShift);
        experts = new Experts(blocks, outputs, regularization.l2());
        trackers = new Trackers(outputs);
        stackFeatures = new double[outputs][Stack.FEATURES];
        combined = new double[2][outputs];
        combinedMeans = new double[2][outputs];
        margins = new double[outputs];
        served = new double[outputs];
        means = new double[outputs];
        expertMeans = new double[outputs];
        moves = new double[outputs][Experts.COUNT];
    }

    @Override
    public Prediction predict(Example example) {
        double label = Labels.of(example, loss);
        double importance = example.importance();
        if (importance == 0) {
            effective = 0;
            return score(example);
        }
        importances += importance;
        squaredImportances += importance * importance;
        effective = squaredImportances > 0 ? importance * (importances / squaredImportances) : 1;
        normalization.observe(example.features(), effective, row);
        return predict(label);
    }

    @Override
    public Prediction score(Example example) {
        double label = Labels.of(example, loss);
        normalization.apply(example.features(), row);
        return predict(label);
    }

    private Prediction predict(double label) {
        row.add(normalization.position(size), 1);
        experts.predict(row);
        for (int output = 0; output < outputs; output++) {
            combine(output);
        }
        prediction.margin = response.served(served);
        prediction.mean = loss.mean(prediction.margin);
        prediction.learned = learned;
        prediction.loss = Double.NaN;
        prediction.gradientNorm = Double.NaN;
        if (!Double.isNaN(label)) {
            prediction.loss = loss.value(prediction.margin, label);
            prediction.gradientNorm = Math.abs(loss.derivative(prediction.margin, prediction.mean, label))
                    / response.unit()
                    * Math.sqrt(experts.squaredLength());
        }
        return prediction;
    }

    private void combine(int output) {
        double bias = response.bias(output);
        double[] z = stackFeatures[output];
        double mixed = 0;
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            double margin = experts.margins[expert][output] + bias;
            experts.margins[expert][output] = margin;
            z[expert] = margin;
            mixed += mixture.shares()[expert] * margin;
        }
        for (int tracker = 0; tracker < Trackers.COUNT; tracker++) {
            z[Experts.COUNT + tracker] = trackers.average(output, tracker);
        }
        z[Stack.FEATURES - 1] = outputs == 1 ? 1 : 0;
        double stacked = stack.margin(z);
        combined[STACK][output] = Math.abs(stacked) < 1e6 ? stacked : mixed;
        combined[MIX][output] = mixed;
        margins[output] =
                combiners.shares()[STACK] * combined[STACK][output] + combiners.shares()[MIX] * mixed;
        served[output] = margins[output] - withheld(output);
    }

    /** What L1 takes off the margin: serving only, learning does not know of it. */
    private double withheld(int output) {
        if (l1 == 0) {
            return 0;
        }
        expertShares();
        double withheld = 0;
        for (int k = 0; k < row.size() - 1; k++) {
            int at = row.positions()[k];
            withheld +=
                    row.values()[k] * (experts.weight(at, output, shares, 0) - experts.weight(at, output, shares, l1));
        }
        return withheld;
    }

    private void expertShares() {
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            shares[expert] = combiners.shares()[STACK] * stack.coefficients()[expert]
                    + combiners.shares()[MIX] * mixture.shares()[expert];
        }
    }

    @Override
    public void learn(Example example) {
        learned++;
        if (effective == 0) {
            return;
        }
        double written = Labels.of(example, loss);
        if (loss instanceof SquaredLoss) {
            response.learnLabel(written, example.importance());
        }
        double label = response.label(written);
        response.mean(margins, means);
        for (int combiner = 0; combiner < 2; combiner++) {
            response.mean(combined[combiner], combinedMeans[combiner]);
            combinerLikelihoods[combiner] = response.likelihood(combinedMeans[combiner], label);
        }
        combiners.learn(combinerLikelihoods, effective);
        stack.learn(stackFeatures, combined[STACK], combinedMeans[STACK], response, label, effective, mixture.shares());
        for (int output = 0; output < outputs; output++) {
            trackers.learn(output, response.residual(means[output], output, label), effective);
        }
        if (!(loss instanceof SquaredLoss)) {
            response.learnLabel(written, example.importance());
        }
        learnExperts(label);
    }

    private void learnExperts(double label) {
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            response.mean(experts.margins[expert], expertMeans);
            likelihoods[expert] = response.likelihood(expertMeans, label);
            for (int output = 0; output < outputs; output++) {
                double length = experts.lengths[expert][output];
                moves[output][expert] = length > 0
                        ? response.step(
                                        experts.margins[expert][output],
                                        expertMeans[output],
                                        output,
                                        label,
                                        effective * length)
                                / length
                        : 0;
            }
        }
        mixture.learn(likelihoods, effective);
        for (int output = 0; output < outputs; output++) {
            experts.learn(row, output, moves[output], effective * response.curvature(means[output]));
        }
        blocks.dirty()[size >>> blockShift] = true;
    }

    @Override
    public float weight(int index) {
        int at = normalization.position(index);
        expertShares();
        double weight = response.unit() * experts.weight(at, 0, shares, l1) * normalization.slope(at);
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, weight));
    }

    @Override
    public double intercept() {
        expertShares();
        double intercept = response.bias(0) * sum(shares) + experts.weight(normalization.position(size), 0, shares, 0);
        double[] coefficients = stack.coefficients();
        double ofStack = coefficients[Stack.FEATURES - 1];
        for (int tracker = 0; tracker < Trackers.COUNT; tracker++) {
            ofStack += coefficients[Experts.COUNT + tracker] * trackers.average(0, tracker);
        }
        intercept += combiners.shares()[STACK] * ofStack;
        for (int index = 0; index < size; index++) {
            int at = normalization.position(index);
            if (blocks.floats()[at] > 0) {
                intercept -= experts.weight(at, 0, shares, l1) * normalization.slope(at) * normalization.centre(at);
            }
        }
        return response.origin() + response.unit() * intercept;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public long learned() {
        return learned;
    }

    @Override
    public long refused() {
        return 0;
    }

    @Override
    public Blocks blocks() {
        return blocks;
    }

    @Override
    public int blockShift() {
        return blockShift;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String layout() {
        return "auto";
    }

    @Override
    public void clear() {
        blocks.clear();
        for (Persistent part : parts()) {
            part.clear();
        }
        learned = 0;
        importances = 0;
        squaredImportances = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (Persistent part : parts()) {
            part.write(out);
        }
        out.writeLong(learned);
        out.writeDouble(importances);
        out.writeDouble(squaredImportances);
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (Persistent part : parts()) {
            part.read(in);
        }
        learned = in.readLong();
        importances = in.readDouble();
        squaredImportances = in.readDouble();
    }

    private Persistent[] parts() {
        return new Persistent[] {response, normalization, stack, mixture, combiners, trackers};
    }
}
