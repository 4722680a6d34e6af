package io.thalweg.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules between settings. A rule is skipped when one of its settings is already an error of its own. One thread. */
final class Contradictions {
    private static final String INVERSE_SCALING = "inverse-scaling";

    private final Values values;
    private final long heapBytes;
    private final List<String> errors;

    private Contradictions(Values values, long heapBytes, List<String> errors) {
        this.values = values;
        this.heapBytes = heapBytes;
        this.errors = errors;
    }

    /** @param heapBytes what the heap may grow to */
    static void check(Values values, long heapBytes, List<String> errors) {
        Contradictions contradictions = new Contradictions(values, heapBytes, errors);
        contradictions.topics();
        FeaturesSetting.check(values, errors);
        contradictions.auto();
        contradictions.schedule();
        contradictions.ftrl();
        contradictions.nag();
        contradictions.quantile();
        contradictions.softmax();
        contradictions.decay();
        contradictions.warmStart();
        contradictions.memory();
        RegistryContradictions.check(values, errors);
    }

    private void topics() {
        Map<String, String> keys = new HashMap<>();
        Stream.of(
                        Keys.EXAMPLES_TOPIC,
                        Keys.PREDICTIONS_TOPIC,
                        Keys.ROLLING_LOSS_TOPIC,
                        Keys.SNAPSHOTS_TOPIC,
                        Keys.DEAD_LETTER_TOPIC)
                .filter(values::allowed)
                .forEach(key -> {
                    String other = keys.putIfAbsent(values.text(key).replace('.', '_'), key);
                    if (other != null) {
                        errors.add(values.describe(other) + " and " + values.describe(key)
                                + ": each topic needs a name of its own (to Kafka, . and _ are the same)");
                    }
                });
    }

    private void schedule() {
        if (!values.allowed(Keys.OPTIMIZER, Keys.LEARNING_RATE_SCHEDULE)) {
            return;
        }
        boolean scaled = values.text(Keys.LEARNING_RATE_SCHEDULE).equals(INVERSE_SCALING);
        if (scaled && (is("adagrad") || is("ftrl") || is("nag"))) {
            errors.add(values.describe(Keys.LEARNING_RATE_SCHEDULE) + " and " + values.describe(Keys.OPTIMIZER)
                    + ": the rates of " + values.text(Keys.OPTIMIZER)
                    + " fall by themselves, weight by weight; use learning.rate.schedule=constant or"
                    + " optimizer=sgd");
        }
        if (!scaled && values.given(Keys.LEARNING_RATE_POWER)) {
            errors.add(
                    values.describe(Keys.LEARNING_RATE_POWER) + " and " + values.describe(Keys.LEARNING_RATE_SCHEDULE)
                            + ": a power belongs to learning.rate.schedule=inverse-scaling; set that, or no power");
        }
    }

    private void auto() {
        if (!values.allowed(Keys.OPTIMIZER) || !is("auto")) {
            return;
        }
        Keys.NOT_WITH_AUTO.stream()
                .filter(values::given)
                .forEach(
                        key -> errors.add(
                                values.describe(key) + " and " + values.describe(Keys.OPTIMIZER)
                                        + ": auto finds its rates itself and starts at zero; leave it out, or use optimizer=sgd or adagrad"));
        if (values.allowed(Keys.LOSS) && Keys.LOSSES_NOT_WITH_AUTO.contains(values.text(Keys.LOSS))) {
            errors.add(values.describe(Keys.LOSS) + " and " + values.describe(Keys.OPTIMIZER)
                    + ": auto learns by logistic, squared or softmax loss; use one of these, or optimizer=adagrad");
        }
    }

    private void ftrl() {
        if (!values.allowed(Keys.OPTIMIZER, Keys.FTRL_BETA, Keys.UPDATES) || is("auto")) {
            return;
        }
        if (values.given(Keys.FTRL_BETA) && !is("ftrl")) {
            errors.add(values.describe(Keys.FTRL_BETA) + " and " + values.describe(Keys.OPTIMIZER)
                    + ": only ftrl has a beta; set optimizer=ftrl, or leave it out");
        }
        boolean aware = values.text(Keys.UPDATES).equals("importance-aware");
        if (values.given(Keys.UPDATES) && aware && is("ftrl")) {
            errors.add(values.describe(Keys.UPDATES) + " and " + values.describe(Keys.OPTIMIZER)
                    + ": the steps of ftrl have no closed form; use updates=plain, or optimizer=adagrad");
        }
    }

    private void nag() {
        if (!values.allowed(Keys.OPTIMIZER) || !is("nag")) {
            return;
        }
        Stream.of(Keys.L1, Keys.L2)
                .filter(values::allowed)
                .filter(key -> values.number(key) > 0)
                .forEach(key -> errors.add(values.describe(key) + " and " + values.describe(Keys.OPTIMIZER)
                        + ": nag has no penalties; leave it out, or use optimizer=adagrad or ftrl"));
    }

    private void quantile() {
        if (values.allowed(Keys.LOSS, Keys.LOSS_QUANTILE)
                && values.given(Keys.LOSS_QUANTILE)
                && !values.text(Keys.LOSS).equals("quantile")) {
            errors.add(values.describe(Keys.LOSS_QUANTILE) + " and " + values.describe(Keys.LOSS)
                    + ": only the quantile loss has a quantile; set loss=quantile, or leave it out");
        }
    }

    private void softmax() {
        if (!values.allowed(Keys.LOSS, Keys.CLASSES, Keys.OPTIMIZER)) {
            return;
        }
        if (values.given(Keys.CLASSES) && !isSoftmax()) {
            errors.add(values.describe(Keys.CLASSES) + " and " + values.describe(Keys.LOSS)
                    + ": only softmax has classes to name; set loss=softmax, or leave it out");
        }
        if (isSoftmax() && !is("auto")) {
            errors.add(
                    values.describe(Keys.LOSS) + " and " + values.describe(Keys.OPTIMIZER)
                            + ": softmax is learned by auto alone; leave out the optimizer and its settings, or use another loss");
        }
    }

    private void decay() {
        if (!values.allowed(Keys.OPTIMIZER, Keys.LEARNING_RATE, Keys.L2) || !is("sgd")) {
            return;
        }
        double decay = values.number(Keys.LEARNING_RATE) * values.number(Keys.L2);
        if (decay >= 1) {
            errors.add(values.describe(Keys.LEARNING_RATE) + " times " + values.describe(Keys.L2) + " is " + decay
                    + ": sgd multiplies weights by 1 minus that, so it must be below 1; lower one of them");
        }
    }

    private void warmStart() {
        if (!values.allowed(Keys.OPTIMIZER, Keys.WARM_START, Keys.WARM_START_TAKE, Keys.WARM_START_CONFIDENCE)) {
            return;
        }
        if (values.text(Keys.WARM_START_TAKE).equals("weights")) {
            warmStartFromWeights();
        } else if (values.given(Keys.WARM_START_CONFIDENCE)) {
            errors.add(values.describe(Keys.WARM_START_CONFIDENCE) + " and " + values.describe(Keys.WARM_START_TAKE)
                    + ": a whole state knows how sure its weights are; set warm.start.take=weights, or leave it out");
        }
    }

    private void warmStartFromWeights() {
        String take = values.describe(Keys.WARM_START_TAKE);
        String optimizer = values.describe(Keys.OPTIMIZER);
        if (values.text(Keys.WARM_START).equals("none")) {
            errors.add(take + " and " + values.describe(Keys.WARM_START)
                    + ": there is no snapshot to take weights from; set warm.start to one, or leave it out");
        }
        if (is("auto")) {
            errors.add(
                    take + " and " + optimizer
                            + ": auto does not begin with weights; use optimizer=ftrl, adagrad, nag or sgd, or warm.start.take=state");
        }
        if (is("sgd") && values.given(Keys.WARM_START_CONFIDENCE)) {
            errors.add(values.describe(Keys.WARM_START_CONFIDENCE) + " and " + optimizer
                    + ": sgd has one rate for all weights, however sure they are; leave it out, or use optimizer=ftrl, adagrad"
                    + " or nag");
        }
        if (values.allowed(Keys.WEIGHTS_INIT_DEVIATION) && values.number(Keys.WEIGHTS_INIT_DEVIATION) > 0) {
            errors.add(take + " and " + values.describe(Keys.WEIGHTS_INIT_DEVIATION)
                    + ": weights that the snapshot does not have are 0; leave one of them out");
        }
    }

    private void memory() {
        if (!values.allowed(Keys.HASH_BITS, Keys.OPTIMIZER, Keys.L1, Keys.L2, Keys.LOSS, Keys.CLASSES)) {
            return;
        }
        weightsMemory(ModelMemory.ofWeights(values));
        if (values.allowed(Keys.ROLLING_LOSS_WINDOW)) {
            windowMemory(ModelMemory.of(values));
        }
    }

    private void weightsMemory(ModelMemory model) {
        long floats = model.weightFloats();
        String subject = values.describe(Keys.HASH_BITS) + " and "
                + values.describe(isSoftmax() ? Keys.CLASSES : Keys.OPTIMIZER);
        if (floats > Integer.MAX_VALUE) {
            errors.add(subject + " need an array of " + floats + " floats, the JVM's limit is " + Integer.MAX_VALUE
                    + ": lower hash.bits");
        } else if (tooMuch(floats)) {
            errors.add(subject + " need " + mebibytes(floats * Float.BYTES) + " MiB of heap for each model ("
                    + model.weights() + " weights of " + model.floatsPerWeight() + " floats of 4 bytes), the JVM has "
                    + mebibytes(heapBytes) + ": lower hash.bits or raise -Xmx");
        }
    }

    /** The rolling window keeps a dozen floats of every example, and every class's probability, twice over. */
    private void windowMemory(ModelMemory model) {
        long floats = model.windowFloats();
        if (floats > Integer.MAX_VALUE || tooMuch(floats)) {
            errors.add(values.describe(Keys.ROLLING_LOSS_WINDOW)
                    + (isSoftmax() ? " and " + values.describe(Keys.CLASSES) : "") + " need "
                    + mebibytes(floats * Float.BYTES) + " MiB of heap for each model: lower rolling.loss.window");
        }
    }

    private boolean tooMuch(long floats) {
        return floats * Float.BYTES >= ModelMemory.HEAP_SHARE * heapBytes;
    }

    private boolean isSoftmax() {
        return values.text(Keys.LOSS).equals("softmax");
    }

    private boolean is(String optimizer) {
        return values.text(Keys.OPTIMIZER).equals(optimizer);
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
