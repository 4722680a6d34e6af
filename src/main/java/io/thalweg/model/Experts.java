package io.thalweg.model;

import io.thalweg.state.Blocks;
import java.util.Arrays;

/**
 * Four linear learners on the same normalized features, that differ in their rates. Two step as 1/t, with a narrow and a wide prior (diagonal second-order
 * learners), one as 1/√t (AdaGrad's rate), one does not slow down (normalized least mean squares). The first three share the curvature H, the sum of v² times
 * how strongly the mean reacts. One thread.
 *
 * <p>Kept for each feature and output, behind {@link Normalization}'s floats: H and the four weights. L2 is extra prior precision.
 */
final class Experts {
    static final int COUNT = 4;
    static final int FLOATS = 1 + COUNT;

    private static final float NARROW = 2;
    private static final float WIDE = 1f / 16;
    private static final double STEADY_LENGTH = 2;
    /** How the steady expert slows down when its examples are late: the others do so anyway. */
    private static final double STEADY_DELAYED = -0.75;

    private final float[] floats;
    private final int outputs;
    private final float narrow;
    private final float wide;

    /** By expert, by output. */
    final double[][] margins;

    final double[][] lengths;

    /** By output, by expert, by place in the row: what a move of 1 adds to the weight. */
    private final float[][][] steps;

    private float[] curvatures = new float[0];
    private double squaredLength;
    private double steadyLength;

    Experts(Blocks blocks, int outputs, double l2) {
        floats = blocks.floats();
        this.outputs = outputs;
        narrow = NARROW + (float) l2;
        wide = WIDE + (float) l2;
        margins = new double[COUNT][outputs];
        lengths = new double[COUNT][outputs];
        steps = new float[outputs][COUNT - 1][0];
    }

    /**
     * Fills {@link #margins}, without bias, and {@link #lengths}: the squared length of the row at each expert's rates.
     *
     * @param active how many outputs have weights; the margins of the others are 0
     * @param delay how many labels have been learned since the example was served
     */
    void predict(Row row, int active, long delay) {
        steadyLength = delay == 0 ? STEADY_LENGTH : STEADY_LENGTH * StrictMath.pow(1.0 + delay, STEADY_DELAYED);
        for (int output = 0; output < active; output++) {
            predictOutput(row, output);
        }
        if (active == 0) {
            squaredLength = row.squaredLength();
        }
        for (double[] margin : margins) {
            Arrays.fill(margin, active, outputs, 0);
        }
    }

    private void predictOutput(Row row, int output) {
        int first = Normalization.FLOATS + output * FLOATS;
        gatherCurvatures(row, first);
        if (row.size() > steps[output][0].length) {
            steps[output] = new float[COUNT - 1][2 * row.size()];
        }
        step(row, steps[output][0], steps[output][1], steps[output][2]);
        sum(row, output, first + 1);
    }

    private void gatherCurvatures(Row row, int first) {
        int size = row.size();
        if (size > curvatures.length) {
            curvatures = new float[2 * size];
        }
        float[] floats = this.floats;
        float[] curvatures = this.curvatures;
        int[] positions = row.positions();
        for (int k = 0; k < size; k++) {
            curvatures[k] = floats[positions[k] + first];
        }
    }

    /** Divides and takes roots in a loop over arrays alone, which becomes vector instructions: in one loop with what is spread over the state it would not. */
    private void step(Row row, float[] narrowSteps, float[] wideSteps, float[] rootSteps) {
        float[] curvatures = this.curvatures;
        float[] values = row.values();
        for (int k = 0; k < row.size(); k++) {
            float v = values[k];
            float narrowRate = 1 / (curvatures[k] + narrow);
            narrowSteps[k] = v * narrowRate;
            wideSteps[k] = v / (curvatures[k] + wide);
            rootSteps[k] = v * (float) Math.sqrt(narrowRate);
        }
    }

    private void sum(Row row, int output, int first) {
        float[] floats = this.floats;
        float[] narrowSteps = steps[output][0];
        float[] wideSteps = steps[output][1];
        float[] rootSteps = steps[output][2];
        float[] values = row.values();
        int[] positions = row.positions();
        int size = row.size();
        double m0 = 0;
        double m1 = 0;
        double m2 = 0;
        double m3 = 0;
        float l0 = 0;
        float l1 = 0;
        float l2 = 0;
        float l3 = 0;
        for (int k = 0; k < size; k++) {
            int at = positions[k] + first;
            float v = values[k];
            m0 += v * floats[at];
            m1 += v * floats[at + 1];
            m2 += v * floats[at + 2];
            m3 += v * floats[at + 3];
            l0 += v * narrowSteps[k];
            l1 += v * wideSteps[k];
            l2 += v * rootSteps[k];
            l3 += v * v;
        }
        margins[0][output] = m0;
        margins[1][output] = m1;
        margins[2][output] = m2;
        margins[3][output] = m3;
        lengths[0][output] = l0;
        lengths[1][output] = l1;
        lengths[2][output] = l2;
        lengths[3][output] = steadyLength;
        squaredLength = l3;
    }

    /** The squared length of the row last predicted, the intercept included. */
    double squaredLength() {
        return squaredLength;
    }

    /**
     * Moves the weights of one output.
     *
     * @param moves how far each expert's margin is to move, divided by its length
     * @param curvature of the whole's mean, times the importance
     */
    void learn(Row row, int output, double[] moves, double curvature) {
        float[] floats = this.floats;
        float[] narrowSteps = steps[output][0];
        float[] wideSteps = steps[output][1];
        float[] rootSteps = steps[output][2];
        float[] values = row.values();
        int[] positions = row.positions();
        int size = row.size();
        int skip = Normalization.FLOATS + output * FLOATS;
        float move0 = (float) moves[0];
        float move1 = (float) moves[1];
        float move2 = (float) moves[2];
        float move3 = (float) (moves[3] * steadyLength / squaredLength);
        float h = (float) curvature;
        for (int k = 0; k < size; k++) {
            int at = positions[k] + skip;
            float v = values[k];
            floats[at] += h * v * v;
            floats[at + 1] += move0 * narrowSteps[k];
            floats[at + 2] += move1 * wideSteps[k];
            floats[at + 3] += move2 * rootSteps[k];
            floats[at + 4] += move3 * v;
        }
    }

    /** The weight for a normalized feature of the sum of the experts at these shares, and taken towards 0 by {@code l1 / (H + 1)}. */
    double weight(int at, int output, double[] shares, double l1) {
        int first = at + Normalization.FLOATS + output * FLOATS;
        double weight = 0;
        for (int expert = 0; expert < COUNT; expert++) {
            weight += shares[expert] * floats[first + 1 + expert];
        }
        double owed = l1 / (floats[first] + 1);
        return weight > owed ? weight - owed : weight < -owed ? weight + owed : 0;
    }
}
