package io.thalweg.cli;

import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Model;
import io.thalweg.model.Scaling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A weight of a model, and how heavy it is: its magnitude times the typical size of its feature, which is the standard deviation, the root mean square or the one
 * value; where the model knows of no sizes, its magnitude.
 *
 * @param weight for raw values
 * @param size the typical size of raw values; NaN if the model does not know it
 * @param output which class's, of many
 */
record TopWeight(int index, int output, double weight, double size, Scaling scaling, boolean standardized) {
    /** Of one that moves nothing, 0. */
    double heaviness() {
        return Math.abs(weight) * (Double.isNaN(size) ? 1 : size);
    }

    /**
     * The heaviest weights, the heaviest first, at most {@code count}; none of them is 0. Equals are in the order of their indices.
     *
     * @param wanted of which output; −1 for all
     */
    static List<TopWeight> of(OnlineLearner learner, LinearForm form, int wanted, int count) {
        Comparator<TopWeight> lighterFirst = Comparator.comparingDouble(TopWeight::heaviness)
                .thenComparing(TopWeight::index, Comparator.reverseOrder())
                .thenComparing(TopWeight::output, Comparator.reverseOrder());
        PriorityQueue<TopWeight> heaviest = new PriorityQueue<>(lighterFirst);
        for (int output = 0; output < form.outputs().size(); output++) {
            if (wanted < 0 || wanted == output) {
                for (int index = 0; index < learner.model().size(); index++) {
                    double weight = form.outputs().get(output).weight().applyAsDouble(index);
                    if (weight != 0) {
                        heaviest.add(of(learner, index, output, weight));
                        if (heaviest.size() > count) {
                            heaviest.remove();
                        }
                    }
                }
            }
        }
        List<TopWeight> sorted = new ArrayList<>(heaviest);
        sorted.sort(lighterFirst.reversed());
        return sorted;
    }

    private static TopWeight of(OnlineLearner learner, int index, int output, double weight) {
        Model model = learner.model();
        boolean standardized = learner.standardization().has(index);
        double unit = model.unit(index);
        double size =
                standardized ? learner.standardization().deviation(index) * (Double.isNaN(unit) ? 1 : unit) : unit;
        return new TopWeight(index, output, weight, size, model.scaling(index), standardized);
    }
}
