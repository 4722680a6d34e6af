package io.thalweg.config;

import java.util.Map;

/**
 * Who gives a learning rate, and no optimizer, wants an optimizer that has one: adagrad then takes the place of auto, as the default.
 */
final class ImpliedOptimizer {
    private ImpliedOptimizer() {}

    static void add(Map<String, Setting> given) {
        if (given.containsKey(Keys.OPTIMIZER)) {
            return;
        }
        Keys.NOT_WITH_AUTO.stream()
                .filter(given::containsKey)
                .findFirst()
                .ifPresent(key -> given.put(
                        Keys.OPTIMIZER,
                        new Setting(
                                Keys.OPTIMIZER, "place of auto, because " + key + " is given", "adagrad", "adagrad")));
    }
}
