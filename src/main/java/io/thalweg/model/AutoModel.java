package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.loss.Loss;
import io.thalweg.optimizer.Regularization;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The learner with nothing to tune. Features are brought to one scale ({@link Normalization}); four linear {@link Experts} with different rates learn from
 * them; a {@link Combination} adds up their margins, by what has proved itself. All of it adds margins, so that at any moment the whole is one linear model
 * for each output.
 *
 * <p>Importance h counts as h·Σh/Σh² everywhere but in the statistics of the labels, so that a common factor on all importances changes nothing. One thread.
 */
public final class AutoModel implements Model {
    /** A large array's elements begin 16 bytes behind the beginning of a cache line: behind 12 floats the eight of a feature are in one line, not in two. */
    private static final int FRONT = 12;

    private final Loss loss;
    private final Labels labels;
    private final int size;
    private final int blockShift;
    private final Blocks blocks;

    private final Response response;
    private final Normalization normalization;
    private final RawScale scale;
    private final Experts experts;
    private final Combination combination;
    private final RawWeights rawWeights;
    private long learned;
    private double importances;
    private double squaredImportances;

    private final Prediction prediction;
    private final Served served;
    private final double[] finalMargins;
    private final double[] expertMeans;
    private final double[] likelihoods = new double[Experts.COUNT];
    private final double[][] moves;

    public AutoModel(Loss loss, Regularization regularization, int hashBits) {
        this.loss = loss;
        labels = Labels.of(loss);
        response = Response.of(loss, labels);
        int outputs = response.outputs();
        size = 1 << hashBits;
        int stride = floatsPerFeature(outputs);
        blockShift = Blocks.shift(stride);
        blocks = new Blocks(FRONT, Math.multiplyExact(size + 1, stride), stride << blockShift);
        normalization = new Normalization(blocks, stride, blockShift);
        scale = new RawScale(normalization, blocks);
        experts = new Experts(blocks, outputs, regularization.l2());
        combination = new Combination(response);
        rawWeights = new RawWeights(response, normalization, scale, experts, combination, size, regularization.l1());
        prediction = new Prediction(outputs == 1 ? 0 : outputs);
        served = new Served(outputs);
        finalMargins = new double[outputs];
        expertMeans = new double[outputs];
        moves = new double[outputs][Experts.COUNT];
    }

    /** @param outputs margins of a predictor: 1, or the number of classes */
    public static int floatsPerFeature(int outputs) {
        return Normalization.FLOATS + outputs * Experts.FLOATS;
    }

    @Override
    public Prediction predict(Example example) {
        double label = labels.of(example);
        double importance = example.importance();
        if (importance == 0) {
            served.importance = 0;
            return score(example);
        }
        importances += importance;
        squaredImportances += importance * importance;
        served.importance = squaredImportances > 0 ? importance * (importances / squaredImportances) : 1;
        normalization.observe(example.features(), served.importance, served.row);
        return predict(label);
    }

    @Override
    public Prediction score(Example example) {
        double label = labels.of(example);
        normalization.apply(example.features(), served.row);
        return predict(label);
    }

    private Prediction predict(double label) {
        served.row.add(normalization.position(size), 1);
        served.active = response.active();
        predictExperts();
        combination.combine(experts.margins, served);
        for (int output = 0; output < finalMargins.length; output++) {
            finalMargins[output] = served.margins[output] - rawWeights.withheld(served.row, output);
        }
        response.serve(finalMargins, label, prediction);
        prediction.learned = learned;
        prediction.gradientNorm =
                Math.abs(prediction.derivative) / response.unit() * Math.sqrt(experts.squaredLength());
        return prediction;
    }

    private void predictExperts() {
        experts.predict(served.row, served.active);
        for (int output = 0; output < finalMargins.length; output++) {
            double bias = response.bias(output);
            for (double[] margins : experts.margins) {
                margins[output] += bias;
            }
        }
    }

    @Override
    public void learn(Example example) {
        learned++;
        if (served.importance == 0) {
            return;
        }
        double written = response.tamed(labels.of(example), served.margins, served.importance);
        labels.admit(example);
        if (response.active() != served.active) {
            served.active = response.active();
            predictExperts();
        }
        response.learnUnits(written, example.importance());
        double label = response.label(written);
        combination.learn(served, label);
        response.learnLabel(written, example.importance());
        learnExperts(label);
    }

    private void learnExperts(double label) {
        for (int expert = 0; expert < Experts.COUNT; expert++) {
            double[] margins = experts.margins[expert];
            response.mean(margins, expertMeans);
            likelihoods[expert] = response.likelihood(expertMeans, label);
            for (int output = 0; output < served.active; output++) {
                double length = experts.lengths[expert][output];
                moves[output][expert] = length > 0
                        ? response.step(margins[output], expertMeans[output], output, label, served.importance * length)
                                / length
                        : 0;
            }
        }
        combination.learnExperts(likelihoods, served.importance);
        for (int output = 0; output < served.active; output++) {
            experts.learn(served.row, output, moves[output], served.importance * combination.curvature(output));
        }
        blocks.dirty()[size >>> blockShift] = true;
    }

    @Override
    public int outputs() {
        return response.active();
    }

    @Override
    public float weight(int output, int index) {
        return rawWeights.weight(output, index);
    }

    @Override
    public double intercept(int output) {
        return rawWeights.intercept(output);
    }

    @Override
    public Scaling scaling(int index) {
        return scale.scaling(normalization.position(index));
    }

    @Override
    public double centre(int index) {
        return scale.centre(normalization.position(index));
    }

    @Override
    public double limit(int index) {
        return scale.limit(normalization.position(index));
    }

    @Override
    public double unit(int index) {
        double slope = scale.slope(normalization.position(index));
        return slope > 0 ? 1 / slope : 0;
    }

    @Override
    public double explain(Features features, int output, double[] contributions) {
        Row row = new Row();
        normalization.apply(features, row);
        rawWeights.explain(row, output, contributions);
        return rawWeights.base(output);
    }

    @Override
    public double leastMargin() {
        return response.least();
    }

    @Override
    public double greatestMargin() {
        return response.greatest();
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public Labels labels() {
        return labels;
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
        return new Persistent[] {labels, response, normalization, combination};
    }
}
