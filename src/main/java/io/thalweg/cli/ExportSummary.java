package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.model.Model;
import io.thalweg.model.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What whoever scores with exported weights has to know: how features are hashed, what becomes of a margin, and which inputs the learner itself scores otherwise. */
final class ExportSummary {
    private final Summary summary;
    private final Model model;
    private final SortedMap<String, String> settings;
    private final LinearForm form;
    private final Map<Scaling, Integer> scalings;

    /** @param settings that the model was learned under */
    ExportSummary(Summary summary, Model model, SortedMap<String, String> settings, LinearForm form) {
        this.summary = summary;
        this.model = model;
        this.settings = settings;
        this.form = form;
        scalings = form.scalings();
    }

    void add(long weights) {
        summary.put("loss", model.loss().name())
                .put("meanFunction", model.loss().meanFormula())
                .put("hash", "MurmurHash3_x86_32")
                .put("hashSeed", 0)
                .put("hashBits", Integer.numberOfTrailingZeros(model.size()))
                .put("optimizer", settings.get("optimizer"))
                .put("labeled", model.learned())
                .put("intercepts", form.intercepts())
                .put("nonZeroWeights", weights);
        summary.line("loss", model.loss().name())
                .line("margin", "intercept + sum of weight * value")
                .line("prediction", model.loss().meanFormula())
                .line(
                        "index",
                        "the low " + Integer.numberOfTrailingZeros(model.size())
                                + " bits of MurmurHash3_x86_32 of the name (a category is name=value), seed 0")
                .line("learned", model.learned() + " examples with optimizer=" + settings.get("optimizer"))
                .line("weights not zero", weights);
        if (scalings.get(Scaling.RAW) == 0) {
            addScalings();
        }
        List<String> differences = differences();
        summary.put("differs", differences);
        differences.forEach(difference -> summary.line("differs", difference));
    }

    private void addScalings() {
        int centred = scalings.get(Scaling.CENTRED);
        int indicators = scalings.get(Scaling.INDICATOR);
        int sign = scalings.get(Scaling.SIGN);
        int rootMeanSquare = scalings.get(Scaling.ROOT_MEAN_SQUARE);
        int constant = scalings.get(Scaling.CONSTANT);
        int seen = centred + indicators + sign + rootMeanSquare + constant;
        summary.put("featuresSeen", seen)
                .put("centred", centred)
                .put("rootMeanSquare", rootMeanSquare)
                .put("indicators", indicators)
                .put("signOnly", sign)
                .put("constant", constant)
                .put("leastMargin", model.leastMargin())
                .put("greatestMargin", model.greatestMargin());
        summary.line(
                "features seen",
                seen + ": " + centred + " centred, " + rootMeanSquare + " by root mean square, " + indicators
                        + " indicators, " + sign + " by sign alone, " + constant + " constant");
        if (Double.parseDouble(settings.get("l1")) > 0) {
            summary.line("l1", "already taken off these weights, as it is when they predict");
        }
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (settings.get("optimizer").equals("nag")) {
            differences.add(
                    "a value larger than its limit, 10 times the largest that was learned from, counts as the limit");
        }
        int centred = scalings.get(Scaling.CENTRED);
        if (centred > 0) {
            differences.add("a centred feature (" + centred
                    + ") that is missing counts as its mean: add weight * mean for each; a value of 0 is not missing");
            differences.add(
                    "a centred feature's value further from its mean than its limit, 10 standard deviations with"
                            + " outliers cut to as many, counts as at the limit");
        }
        int scaled = scalings.get(Scaling.ROOT_MEAN_SQUARE) + scalings.get(Scaling.INDICATOR);
        if (scaled > 0) {
            differences.add(
                    "any other feature's value (" + scaled
                            + ") larger than its limit, 10 root mean squares or 10 times an indicator's one value, counts as the limit");
        }
        int standardized = form.standardized();
        if (standardized > 0) {
            differences.add("a standardized feature (" + standardized
                    + ") that is missing counts as its mean: add weight * mean for each; a value of 0 is not missing");
        }
        int sign = scalings.get(Scaling.SIGN);
        if (sign > 0) {
            differences.add("a feature with one value so far in nearly every example (" + sign
                    + "): of another value only the sign counts");
        }
        int unseen = model.loss().outputs() - model.outputs();
        if (unseen > 0) {
            differences.add("classes that no label has had yet (" + unseen
                    + ") are among all classes: each has the margin " + model.intercept(model.outputs())
                    + ", whatever the values");
        }
        if (Double.isFinite(model.leastMargin())) {
            differences.add(
                    "a margin is kept from " + number(model.leastMargin()) + " to " + number(model.greatestMargin()));
        }
        return differences;
    }
}
