package io.thalweg.cli;

import io.thalweg.model.Model;
import java.util.List;

/** The class that a user names. Stateless; any thread. */
final class OutputChoice {
    private OutputChoice() {}

    /** @throws Failure if the model knows no such class */
    static int of(Model model, String name) {
        List<String> classes = model.labels().classes();
        int output = classes.indexOf(name);
        if (output < 0) {
            throw new Failure(
                    Failure.USAGE,
                    "--class is '" + name + "'; "
                            + (model.loss().outputs() > 1
                                    ? "it must be one of the classes that the model knows: "
                                            + String.join(", ", classes)
                                    : "classes are of loss=softmax, this model's is "
                                            + model.loss().name() + ": leave --class out"));
        }
        return output;
    }
}
