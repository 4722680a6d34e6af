package io.thalweg.bench;

import io.thalweg.example.Features;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SoftmaxLoss;

/**
 * AdaGrad (Duchi, Hazan and Singer 2011) on features that somebody else has normalized, by plain gradients, in as many outputs as there are classes. A late
 * label is learned from the margin at the present weights, or from the one that was served. Numbers are learned in the units they are given in.
 */
final class DelayedAdaGrad {
    static final double[] RATES = {0.003, 0.01, 0.03, 0.1, 0.3, 1};

    private static final float START = 1e-8f;

    private final double rate;
    private final boolean fresh;
    private final int outputs;
    private final int intercept;
    private final float[] weights;
    private final float[] squares;

    /** @param fresh whether to learn from margins at the present weights */
    DelayedAdaGrad(double rate, boolean fresh, int outputs, int hashBits) {
        this.rate = rate;
        this.fresh = fresh;
        this.outputs = outputs;
        intercept = 1 << hashBits;
        weights = new float[(intercept + 1) * outputs];
        squares = new float[(intercept + 1) * outputs];
    }

    String name() {
        return rate + (fresh ? "" : ", by the margin served");
    }

    double[] margins(Features x) {
        double[] margins = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            margins[output] = weights[intercept * outputs + output];
            for (int k = 0; k < x.size(); k++) {
                margins[output] += weights[x.indices()[k] * outputs + output] * x.values()[k];
            }
        }
        return margins;
    }

    /** @param label 0 or 1, the number of a class, or in whatever units a number is learned in */
    void learn(Features x, double[] served, double label, boolean number) {
        double[] margins = fresh ? margins(x) : served;
        double[] means = margins;
        if (outputs > 1) {
            means = new double[outputs];
            SoftmaxLoss.mean(margins, means);
        } else if (!number) {
            means = new double[] {new LogisticLoss().mean(margins[0])};
        }
        for (int output = 0; output < outputs; output++) {
            double shortfall = (outputs > 1 ? (output == label ? 1 : 0) : label) - means[output];
            for (int k = 0; k < x.size(); k++) {
                step(x.indices()[k] * outputs + output, (float) shortfall * x.values()[k]);
            }
            step(intercept * outputs + output, (float) shortfall);
        }
    }

    private void step(int at, float gradient) {
        squares[at] += gradient * gradient;
        if (gradient != 0) {
            weights[at] += rate * gradient / Math.sqrt(squares[at] + START);
        }
    }
}
