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
    private final int outputs;
    private final int blockShift;
    private final Blocks blocks;

    private final Response response;
    private final Normalization normalization;
    private final RawScale scale;
    private final Combination combination;
    private final Committee committee;
    private final RawWeights rawWeights;
    private long learned;
    private double importances;
    private double squaredImportances;

    private final Prediction prediction;
    private final Prediction recalled;
    private final Prediction refreshed;
    private final Served served;
    private final Served fresh;

    public AutoModel(Loss loss, Regularization regularization, int hashBits) {
        this.loss = loss;
        labels = Labels.of(loss);
        response = Response.of(loss, labels);
        outputs = response.outputs();
        size = 1 << hashBits;
        int stride = floatsPerFeature(outputs);
        blockShift = Blocks.shift(stride);
        blocks = new Blocks(FRONT, Math.multiplyExact(size + 1, stride), stride << blockShift);
        normalization = new Normalization(blocks, stride, blockShift);
        scale = new RawScale(normalization, blocks);
        Experts experts = new Experts(blocks, outputs, regularization.l2());
        combination = new Combination(response);
        committee = new Committee(response, experts, combination);
        rawWeights = new RawWeights(response, normalization, scale, experts, combination, size, regularization.l1());
        int classes = outputs == 1 ? 0 : outputs;
        prediction = new Prediction(classes);
        recalled = new Prediction(classes);
        refreshed = new Prediction(classes);
        served = new Served(outputs);
        fresh = new Served(outputs);
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
        return predict(label, served, prediction);
    }

    @Override
    public Prediction score(Example example) {
        double label = labels.of(example);
        normalization.apply(example.features(), served.row);
        return predict(label, served, prediction);
    }

    private Prediction predict(double label, Served served, Prediction prediction) {
        served.row.add(normalization.position(size), 1);
        served.active = response.active();
        committee.say(served);
        for (int output = 0; output < outputs; output++) {
            served.said[output] = served.margins[output] - rawWeights.withheld(served.row, output);
        }
        response.serve(served.said, label, prediction);
        return say(prediction, committee.squaredLength(), learned);
    }

    /** The gradient is the one in the weights for normalized features, in the response's units. */
    private Prediction say(Prediction prediction, double squaredLength, long learned) {
        prediction.learned = learned;
        prediction.gradientNorm = Math.abs(prediction.derivative) / response.unit() * Math.sqrt(squaredLength);
        return prediction;
    }

    @Override
    public void learn(Example example) {
        learn(example, example.importance(), served, served);
    }

    @Override
    public PendingExample pendingExample() {
        return new PendingExample(Integer.numberOfTrailingZeros(size), outputs, new Served(outputs));
    }

    @Override
    public void hold(Example example, PendingExample pending) {
        Features x = example.features();
        float[] values = served.row.values();
        pending.beginUnlabeled(example.importance());
        for (int k = 0; k < x.size(); k++) {
            if (values[k] != 0) {
                pending.feature(x.indices()[k], values[k]);
            }
        }
        pending.build();
        pending.learned = prediction.learned;
        pending.served.copy(served);
        System.arraycopy(served.said, 0, pending.margins, 0, outputs);
        if (outputs == 1) {
            pending.margins[0] = prediction.margin;
        }
    }

    @Override
    public Prediction recall(PendingExample pending) {
        normalization.take(pending.example().features(), fresh.row);
        fresh.row.add(normalization.position(size), 1);
        response.recall(pending.margins, pending.served.active, labels.of(pending.example()), recalled);
        return say(recalled, fresh.row.squaredLength(), pending.learned);
    }

    @Override
    public Prediction refresh(PendingExample pending) {
        normalization.take(pending.example().features(), fresh.row);
        fresh.importance = pending.served.importance;
        fresh.delay = Math.max(0, learned - pending.learned);
        return predict(labels.of(pending.example()), fresh, refreshed);
    }

    /** What was served before the first label says nothing of who is to be trusted. */
    @Override
    public void learn(PendingExample pending, double factor) {
        Example example = pending.example();
        fresh.importance *= factor;
        if (fresh.importance > 0) {
            normalization.mark(example.features());
        }
        boolean same = fresh.delay == 0 || pending.learned == 0;
        learn(example, factor * example.importance(), same ? fresh : pending.served, fresh);
    }

    private void learn(Example example, double importance, Served served, Served fresh) {
        learned++;
        if (fresh.importance == 0) {
            return;
        }
        double written = response.tamed(labels.of(example), fresh.margins, fresh.importance);
        labels.admit(example);
        committee.learn(served, fresh, written, importance);
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
    public boolean knows(int index) {
        return normalization.hasSeen(index);
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
