package io.thalweg.config;

import java.util.Map;
import java.util.stream.Stream;

/**
 * Who gives a learning rate or a loss that auto does not take, and no optimizer, wants an optimizer that takes it: adagrad then takes the place
 * of auto, as the default.
 */
final class ImpliedOptimizer {
    private ImpliedOptimizer() {}

    static void add(Map<String, Setting> given) {
        if (given.containsKey(Keys.OPTIMIZER)) {
            return;
        }
        Stream.concat(
                        Keys.NOT_WITH_AUTO.stream().filter(given::containsKey),
                        Stream.of(Keys.LOSS)
                                .filter(given::containsKey)
                                .filter(key -> Keys.LOSSES_NOT_WITH_AUTO.contains(
                                        given.get(key).value())))
                .findFirst()
                .ifPresent(key -> given.put(
                        Keys.OPTIMIZER,
                        new Setting(
                                Keys.OPTIMIZER, "place of auto, because " + key + " is given", "adagrad", "adagrad")));
    }
}
