package io.thalweg.cli;

import io.thalweg.learner.OnlineLearner;
import io.thalweg.learner.Standardization;
import io.thalweg.model.Model;
import io.thalweg.model.Scaling;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A model as weights for raw values: for each output, an intercept and a weight for every index. The weight of a standardized feature is divided by its standard
 * deviation, and the intercept makes up for its mean.
 */
final class LinearForm {
    /** @param name the name of its weights */
    record Output(String name, double intercept, IntToDoubleFunction weight) {}

    private final Model model;
    private final Standardization standardization;
    private final List<Output> outputs;

    LinearForm(OnlineLearner learner) {
        model = learner.model();
        standardization = learner.standardization();
        List<String> classes = model.labels().classes();
        outputs = IntStream.range(0, model.outputs())
                .mapToObj(output -> new Output(
                        classes.isEmpty() ? "weight" : "weight of " + classes.get(output),
                        intercept(output),
                        index -> weight(output, index)))
                .toList();
    }

    private double weight(int output, int index) {
        double weight = model.weight(output, index);
        if (!standardization.has(index)) {
            return weight;
        }
        double deviation = standardization.deviation(index);
        return deviation > 0 ? weight / deviation : 0;
    }

    private double intercept(int output) {
        double intercept = model.intercept(output);
        for (int index : standardization.indices()) {
            intercept -= weight(output, index) * standardization.mean(index);
        }
        return intercept;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<Double> intercepts() {
        return outputs.stream().map(Output::intercept).toList();
    }

    /** The indices that have a weight other than 0 in any output, ascending. */
    IntStream indices() {
        return IntStream.range(0, model.size())
                .filter(index ->
                        outputs.stream().anyMatch(output -> output.weight().applyAsDouble(index) != 0));
    }

    boolean centred(int index) {
        return model.scaling(index) == Scaling.CENTRED || standardization.has(index);
    }

    /** What a centred feature counts as where it is missing. */
    double mean(int index) {
        return standardization.mean(index) + unit(index) * model.centre(index);
    }

    /** How much of a raw value is 1 to the model. */
    private double unit(int index) {
        return standardization.has(index) ? standardization.deviation(index) : 1;
    }

    /** How far from its mean, or from 0, a value may be; infinite if as far as it likes. */
    double limit(int index) {
        double unit = unit(index);
        return unit > 0 ? unit * model.limit(index) : Double.POSITIVE_INFINITY;
    }

    /** How many features are standardized before the model sees them. */
    int standardized() {
        return standardization.indices().length;
    }

    /** How many features are taken in which way, whatever their weights. */
    Map<Scaling, Integer> scalings() {
        Map<Scaling, Integer> counts = new EnumMap<>(Scaling.class);
        for (Scaling scaling : Scaling.values()) {
            counts.put(scaling, 0);
        }
        IntStream.range(0, model.size()).forEach(index -> counts.merge(model.scaling(index), 1, Integer::sum));
        return counts;
    }
}
