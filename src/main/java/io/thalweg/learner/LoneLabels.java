package io.thalweg.learner;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.model.Labels;
import io.thalweg.model.Model;

/** Labels without their examples, as a model reads them. One thread. */
final class LoneLabels {
    private final ExampleBuilder builder;
    private final Labels labels;
    private final boolean classes;

    LoneLabels(ExampleBuilder builder, Model model) {
        this.builder = builder;
        labels = model.labels();
        classes = model.loss().outputs() > 1;
    }

    /** An example that has this label and nothing else. Valid until the next call. */
    Example of(double label, String name) {
        builder.begin();
        if (name.isEmpty()) {
            builder.label(label);
        } else {
            builder.label(name);
        }
        return builder.build();
    }

    boolean isSame(double label, String name, double otherLabel, String otherName) {
        if (classes) {
            String text = labels.text(of(label, name));
            return text.equals(labels.text(of(otherLabel, otherName)));
        }
        return labels.of(of(label, name)) == labels.of(of(otherLabel, otherName));
    }
}
