package io.thalweg.cli;

import io.thalweg.model.Model;
import io.thalweg.model.Scaling;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A model as weights for raw values: for each output, an intercept and a weight for every index. */
final class LinearForm {
    /** @param name the name of its weights */
    record Output(String name, double intercept, IntToDoubleFunction weight) {}

    private final Model model;
    private final List<Output> outputs;

    LinearForm(Model model) {
        this.model = model;
        List<String> classes = model.labels().classes();
        outputs = IntStream.range(0, model.outputs())
                .mapToObj(output -> new Output(
                        classes.isEmpty() ? "weight" : "weight of " + classes.get(output),
                        model.intercept(output),
                        index -> model.weight(output, index)))
                .toList();
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
        return model.scaling(index) == Scaling.CENTRED;
    }

    /** What a centred feature counts as where it is missing. */
    double mean(int index) {
        return model.centre(index);
    }

    /** How far from its mean, or from 0, a value may be; infinite if as far as it likes. */
    double limit(int index) {
        return model.limit(index);
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
