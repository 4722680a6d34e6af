package io.thalweg.snapshot;

import io.thalweg.evaluation.RollingLoss;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.LinearModel;
import io.thalweg.model.Model;
import io.thalweg.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A consistent picture of a model at one point of its stream: its weights as predictions use them, and its whole state for exact resumption.
 * Taking one changes nothing. Immutable by agreement: nobody writes into its arrays.
 */
public record Snapshot(Head head, List<Block> blocks) {
    /**
     * Who learned the model, from how much, and how good it was. Losses are 0 before the first label.
     *
     * @param classes what they are called, if there are many; else empty
     * @param intercepts by class, or a single one
     */
    public record Head(
            String model,
            int partition,
            long learned,
            SortedMap<String, String> settings,
            List<String> classes,
            List<Double> intercepts,
            long examples,
            long rejected,
            double meanLoss,
            double rollingLoss,
            double baselineLoss,
            SortedMap<InputPositions.Source, Long> positions,
            State state) {}

    /** Neighbouring weights, the first of them at {@code firstIndex}; that is −1, and there are none, for blocks that are not weights. */
    public record Block(int key, int firstIndex, Values weights, State state) {}

    /** Opaque bytes of a {@link LearnerState}. */
    public record State(byte[] bytes) {}

    /** Weights in the order of their indices; with many classes, all of an index's, in the order of the classes, before the next index's. */
    public record Values(float[] floats) {}

    /** The picture of a learner as it is now. */
    public static Snapshot take(LearnerState state, String model, int partition, SortedMap<String, String> settings) {
        OnlineLearner learner = state.learner();
        Model linear = learner.model();
        List<Block> blocks = new ArrayList<>();
        state.forEachTouched(key -> blocks.add(block(state, linear, key)));
        RollingLoss loss = learner.rollingLoss();
        SortedMap<InputPositions.Source, Long> positions = new TreeMap<>();
        learner.positions().forEach(positions::put);
        Head head = new Head(
                model,
                partition,
                learner.labeled(),
                settings,
                List.copyOf(linear.labels().classes()),
                IntStream.range(0, linear.outputs()).mapToObj(linear::intercept).toList(),
                learner.examples(),
                learner.rejected(),
                loss.meanLoss(),
                loss.rollingLoss(),
                loss.baselineLoss(),
                positions,
                new State(state.block(LearnerState.META)));
        return new Snapshot(head, blocks);
    }

    private static Block block(LearnerState state, Model model, int key) {
        State bytes = new State(state.block(key));
        int first = key << model.blockShift();
        if (key < 0 || first >= model.size()) {
            return new Block(key, -1, new Values(new float[0]), bytes);
        }
        int end = Math.min((key + 1) << model.blockShift(), model.size());
        int outputs = model.outputs();
        float[] floats = new float[(end - first) * outputs];
        for (int index = first; index < end; index++) {
            for (int output = 0; output < outputs; output++) {
                floats[(index - first) * outputs + output] = model.weight(output, index);
            }
        }
        return new Block(key, first, new Values(floats), bytes);
    }

    /** How many of the published weights are not zero; the intercept is not counted. */
    public long nonZeroWeights() {
        long count = 0;
        for (Block block : blocks) {
            for (float weight : block.weights().floats()) {
                count += weight != 0 ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * Makes {@code state} go on from here. Every block counts as changed afterwards, so that a store logs them all.
     *
     * @throws IncompatibleModelException if the model was learned under settings that give its weights another meaning
     */
    public void resume(LearnerState state) {
        state.clear();
        for (Block block : blocks) {
            state.restore(block.key(), block.state().bytes());
        }
        state.restore(LearnerState.META, head.state().bytes());
        state.resume();
        state.markTouchedDirty();
    }

    /**
     * Makes {@code state} a new learner that begins with these weights and input positions, whatever optimizer learned them. All that has changed is to
     * be logged.
     *
     * @param confidence the sum of squared gradients that each weight that is not zero begins with
     * @throws IncompatibleModelException if the weights have another meaning there
     * @throws IllegalArgumentException if the learner is not a named optimizer
     */
    public void begin(LearnerState state, float confidence) {
        if (!(state.learner().model() instanceof LinearModel model)) {
            throw new IllegalArgumentException("weights are taken by named optimizers alone");
        }
        if (head.intercepts().size() > 1) {
            throw IncompatibleModelException.ofWeights("there is one for each of "
                    + head.intercepts().size() + " classes, the configuration has one margin");
        }
        state.refuseOtherWeights(head.state().bytes());
        state.clear();
        state.takeStandardization(head.state().bytes());
        Optimizer optimizer = model.optimizer();
        for (Block block : blocks) {
            state.takeNames(block.key(), block.state().bytes());
            float[] floats = block.weights().floats();
            for (int k = 0; k < floats.length; k++) {
                start(optimizer, block.firstIndex() + k, floats[k], confidence);
            }
        }
        double intercept = head.intercepts().get(0);
        start(
                optimizer,
                model.size(),
                (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, intercept)),
                confidence);
        head.positions().forEach(state.learner().positions()::advance);
    }

    private static void start(Optimizer optimizer, int index, float weight, float confidence) {
        if (weight != 0) {
            optimizer.start(index, weight, confidence);
        }
    }
}
