package io.thalweg.config;

import java.util.List;
import java.util.Optional;

/** The settings in which learners of the same examples may differ and still be compared by their losses. Stateless; any thread. */
public final class RacedKeys {
    public static final List<String> ALL = List.of(
            Keys.OPTIMIZER,
            Keys.LEARNING_RATE,
            Keys.LEARNING_RATE_SCHEDULE,
            Keys.LEARNING_RATE_POWER,
            Keys.FTRL_BETA,
            Keys.GRADIENT_CLIP,
            Keys.UPDATES,
            Keys.L1,
            Keys.L2,
            Keys.HASH_BITS,
            Keys.WEIGHTS_INIT_DEVIATION,
            Keys.WEIGHTS_INIT_SEED);

    private RacedKeys() {}

    /** Why a key cannot be raced; empty if it can. */
    public static Optional<String> refusal(String key) {
        if (ALL.contains(key)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (key) {
                    case Keys.LOSS, Keys.LOSS_QUANTILE ->
                        key
                                + " cannot be raced: mean losses of different kinds cannot be compared; run learn once for each";
                    case Keys.EXAMPLES_MAX_FEATURES ->
                        key + " cannot be raced: all contestants must see the same examples";
                    default ->
                        NearestKey.of(key, ALL)
                                .map(near -> key + " cannot be raced: did you mean " + near + "?")
                                .orElse(key + " cannot be raced: it does not decide how weights are learned");
                });
    }
}
