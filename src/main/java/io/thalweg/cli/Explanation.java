package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Model;
import io.thalweg.model.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A margin taken apart: {@code base + Σ contributions + bounds = margin}.
 *
 * @param output whose margin; −1 if no class is known, and there is nothing to take apart
 * @param base what there is without any feature, those that are centred being at their means
 * @param parts the largest first
 * @param margin as it is served
 * @param mean its mean, as it is served: of a class its probability
 */
record Explanation(int output, double base, List<Part> parts, double margin, double mean) {
    /**
     * What one feature adds: {@code weight * (value − centre)}, unless the value is beyond a limit.
     *
     * @param names of all that share the index in this example; empty if it was given by its index
     * @param value raw
     * @param weight for raw values
     * @param beyond whether the value is so far from the centre that it counts as less
     */
    record Part(int index, Set<String> names, float value, double weight, double centre, boolean beyond, double adds) {
        /** The names, or the index if there are none. */
        String name() {
            return names.isEmpty() ? "#" + index : String.join(" | ", names);
        }
    }

    private static final double ROUNDING = 1e-6;

    /** @param wanted the output to explain; −1 for that of the predicted class, or the only one */
    static Explanation of(OnlineLearner learner, LinearForm form, Example example, FeatureNames names, int wanted) {
        Model model = learner.model();
        int size = example.features().size();
        float[] values = Arrays.copyOf(example.features().values(), size);
        Prediction prediction = learner.predict(example);
        boolean classes = model.loss().outputs() > 1;
        int served = classes ? prediction.predictedClass() : 0;
        int output = wanted < 0 ? served : wanted;
        if (output < 0) {
            return new Explanation(-1, 0, List.of(), 0, 0);
        }
        double servedMargin = prediction.margin();
        double mean = classes ? prediction.probabilities()[output] : prediction.mean();
        double[] adds = new double[size];
        double base = model.explain(example.features(), output, adds);
        List<Part> parts = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            int index = example.features().indices()[k];
            boolean beyond = Math.abs(values[k] - form.mean(index)) > form.limit(index);
            double weight = form.outputs().get(output).weight().applyAsDouble(index);
            parts.add(new Part(index, names.all(index), values[k], weight, form.mean(index), beyond, adds[k]));
        }
        parts.sort(Comparator.comparingDouble((Part part) -> -Math.abs(part.adds)));
        double sum = base + parts.stream().mapToDouble(Part::adds).sum();
        return new Explanation(output, base, parts, output == served ? servedMargin : sum, mean);
    }

    /** What keeping the margin within its bounds adds; 0 if that is no more than rounding. */
    double bounds() {
        double sum = base;
        double size = Math.abs(base);
        for (Part part : parts) {
            sum += part.adds;
            size += Math.abs(part.adds);
        }
        return Math.abs(margin - sum) > ROUNDING * size ? margin - sum : 0;
    }
}
