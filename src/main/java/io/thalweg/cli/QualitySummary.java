package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;
import static io.thalweg.cli.ProgressTable.shortened;

import io.thalweg.evaluation.ClassQuality;
import io.thalweg.evaluation.Comparison;
import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.ReliabilityBin;
import io.thalweg.evaluation.RollingLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How good the predictions were, beside the baseline and the previous label: a figure that is not defined is left out. */
final class QualitySummary {
    private static final List<String> PREFIXES =
            List.of("", "rolling", "baseline", "rollingBaseline", "previousLabel", "rollingPreviousLabel");

    /** Characters of a class's name in front of its figures. */
    private static final int NAME = 18;

    private QualitySummary() {}

    /** @param classes what they are called, if there are many */
    static void add(Summary summary, List<String> classes, RollingLoss losses) {
        Comparison all = losses.cumulative();
        Comparison now = losses.rolling();
        List<Quality> qualities = List.of(
                all.model(), now.model(), all.baseline(), now.baseline(), all.previousLabel(), now.previousLabel());
        summary.put("previousLabelLoss", all.previousLabel().loss())
                .put("rollingPreviousLabelLoss", now.previousLabel().loss())
                .line(
                        "",
                        String.format(
                                "%12s %12s %12s %12s %12s %12s",
                                "all", "rolling", "baseline", "rolling", "previous", "rolling"));
        row(summary, "loss", qualities, Quality::loss);
        for (Figure figure : Figure.values()) {
            if (qualities.stream().anyMatch(quality -> !Double.isNaN(figure.of(quality)))) {
                put(summary, figure, qualities);
                row(summary, figure.words(), qualities, figure::of);
            }
        }
        if (!all.reliability().isEmpty()) {
            summary.put("reliability", members(all.reliability()))
                    .put("rollingReliability", members(now.reliability()));
            lines(summary, all.reliability());
        }
        if (!all.classes().isEmpty()) {
            summary.put("classes", members(classes, all.classes()))
                    .put("rollingClasses", members(classes, now.classes()));
            lines(summary, classes, all.classes(), now.classes());
        }
    }

    private static List<Map<String, Object>> members(List<String> names, List<ClassQuality> qualities) {
        List<Map<String, Object>> members = new ArrayList<>();
        for (int c = 0; c < qualities.size(); c++) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("name", names.get(c));
            for (ClassFigure figure : ClassFigure.values()) {
                double value = figure.of(qualities.get(c));
                if (!Double.isNaN(value)) {
                    member.put(figure.member(), value);
                }
            }
            members.add(member);
        }
        return members;
    }

    private static void lines(Summary summary, List<String> names, List<ClassQuality> all, List<ClassQuality> rolling) {
        StringBuilder header = new StringBuilder();
        for (ClassFigure figure : ClassFigure.values()) {
            header.append(String.format("%12s ", figure == ClassFigure.AUC ? "rolling auc" : figure.member()));
        }
        summary.line("class", header.toString().stripTrailing());
        for (int c = 0; c < all.size(); c++) {
            StringBuilder row = new StringBuilder();
            for (ClassFigure figure : ClassFigure.values()) {
                ClassQuality of = figure == ClassFigure.AUC ? rolling.get(c) : all.get(c);
                row.append(String.format("%12s ", orDash(figure.of(of))));
            }
            summary.line("  " + shortened(names.get(c), NAME), row.toString().stripTrailing());
        }
    }

    private static void put(Summary summary, Figure figure, List<Quality> qualities) {
        for (int at = 0; at < qualities.size(); at++) {
            double value = figure.of(qualities.get(at));
            if (!Double.isNaN(value)) {
                summary.put(figure.member(PREFIXES.get(at)), value);
            }
        }
    }

    private static void row(Summary summary, String what, List<Quality> qualities, ToDoubleFunction<Quality> figure) {
        StringBuilder row = new StringBuilder();
        for (Quality quality : qualities) {
            row.append(String.format("%12s ", orDash(figure.applyAsDouble(quality))));
        }
        summary.line(what, row.toString().stripTrailing());
    }

    private static String orDash(double value) {
        return Double.isNaN(value) ? "-" : number(value);
    }

    private static List<Map<String, Double>> members(List<ReliabilityBin> bins) {
        List<Map<String, Double>> members = new ArrayList<>();
        for (ReliabilityBin bin : bins) {
            Map<String, Double> member = new LinkedHashMap<>();
            member.put("importance", bin.importance());
            if (bin.importance() > 0) {
                member.put("meanPrediction", bin.meanPrediction());
                member.put("meanLabel", bin.meanLabel());
            }
            members.add(member);
        }
        return members;
    }

    private static void lines(Summary summary, List<ReliabilityBin> bins) {
        summary.line("reliability", String.format("%12s %12s %12s", "importance", "prediction", "label"));
        for (int bin = 0; bin < bins.size(); bin++) {
            ReliabilityBin row = bins.get(bin);
            summary.line(
                    String.format(Locale.ROOT, "  %.1f to %.1f", bin / 10.0, (bin + 1) / 10.0),
                    String.format(
                            "%12s %12s %12s",
                            number(row.importance()), orDash(row.meanPrediction()), orDash(row.meanLabel())));
        }
    }
}
