package io.thalweg.loss;

import java.util.List;

/**
 * Cross-entropy for many classes: {@code −ln p_y}, with a margin for each class and the probabilities {@code p_c = e^{m_c} / Σ e^{m_k}} (Bridle 1990).
 * A label is the number of its class, from 0. The derivative by the margin of class c is {@code p_c − (c = y)}.
 *
 * @param classes how many there are or may be, at least 2
 * @param names of the classes, as many as there are; empty if the first {@code classes} different labels name them
 */
public record SoftmaxLoss(int classes, List<String> names) implements Loss {
    /** No probability counts as less. */
    private static final double MIN_PROBABILITY = 1e-300;

    public SoftmaxLoss {
        names = List.copyOf(names);
    }

    @Override
    public String name() {
        return "softmax of " + (names.isEmpty() ? Integer.toString(classes) : String.join(",", names));
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public String meanFormula() {
        return "e^margin of the class / sum of e^margin over all classes";
    }

    @Override
    public boolean isCrossEntropy() {
        return true;
    }

    /** The loss of probabilities by class; 0 or more, finite, and never −0. */
    public static double value(double[] probabilities, int label) {
        return 0 - StrictMath.log(Math.max(MIN_PROBABILITY, probabilities[label]));
    }

    /** The mean function: from finite margins to probabilities, by class. */
    public static void mean(double[] margins, double[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double margin : margins) {
            largest = Math.max(largest, margin);
        }
        double sum = 0;
        for (int c = 0; c < margins.length; c++) {
            probabilities[c] = StrictMath.exp(margins[c] - largest);
            sum += probabilities[c];
        }
        for (int c = 0; c < margins.length; c++) {
            probabilities[c] /= sum;
        }
    }

    /** d loss / d margin of class c. */
    public static double derivative(double[] probabilities, int c, int label) {
        return c == label ? probabilities[c] - 1 : probabilities[c];
    }

    /** Of the first {@code known} classes the one with the largest probability, the first of equals; −1 if none is known. */
    public static int mostProbable(double[] probabilities, int known) {
        int best = -1;
        for (int c = 0; c < known; c++) {
            if (best < 0 || probabilities[c] > probabilities[best]) {
                best = c;
            }
        }
        return best;
    }
}
