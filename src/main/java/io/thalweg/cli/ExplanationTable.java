package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;
import static io.thalweg.cli.ProgressTable.shortened;

import io.thalweg.example.Example;
import io.thalweg.model.Model;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Explanation}s for people and for programs. */
final class ExplanationTable {
    private static final int NAME = 100;

    private final Model model;
    private final int top;
    private final PrintStream out;

    /** @param top how many features are shown each by itself; 0 for all */
    ExplanationTable(Model model, int top, PrintStream out) {
        this.model = model;
        this.top = top == 0 ? Integer.MAX_VALUE : top;
        this.out = out;
    }

    void print(long count, long line, Example example, Explanation explanation) {
        out.println("example " + count + ", line " + line
                + (example.id().isEmpty() ? "" : ", id " + shortened(example.id(), NAME)) + ": "
                + said(explanation)
                + (example.hasLabel() ? ", label " + shortened(model.labels().text(example), NAME) : ""));
        if (explanation.output() < 0) {
            return;
        }
        row("adds", "weight", "value", "centre", "feature");
        explanation.parts().stream().limit(top).forEach(this::print);
        int more = more(explanation);
        if (more > 0) {
            row(signed(rest(explanation)), "", "", "", "(" + more + " more features)");
        }
        row(
                signed(explanation.base()),
                "",
                "",
                "",
                "(without features: the intercept, centred features at their means)");
        if (explanation.bounds() != 0) {
            row(
                    signed(explanation.bounds()),
                    "",
                    "",
                    "",
                    "(bounds: margins are kept from " + number(model.leastMargin()) + " to "
                            + number(model.greatestMargin()) + ")");
        }
        row(number(explanation.margin()), "", "", "", "= margin");
        out.println();
    }

    private String said(Explanation explanation) {
        if (explanation.output() < 0) {
            return "no class is known yet, so there is nothing to explain";
        }
        return model.loss().outputs() > 1
                ? "class " + shortened(model.labels().classes().get(explanation.output()), NAME) + " with probability "
                        + number(explanation.mean())
                : "prediction " + number(explanation.mean());
    }

    private void print(Explanation.Part part) {
        row(
                signed(part.adds()),
                number(part.weight()),
                number(part.value()),
                part.centre() == 0 ? "" : number(part.centre()),
                shortened(part.name(), NAME) + (part.beyond() ? "  (its value counts as at its limit)" : ""));
    }

    private void row(String adds, String weight, String value, String centre, String name) {
        out.printf("%14s %14s %14s %14s  %s%n", adds, weight, value, centre, name);
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + number(value);
    }

    private int more(Explanation explanation) {
        return Math.max(0, explanation.parts().size() - top);
    }

    private double rest(Explanation explanation) {
        return explanation.parts().stream()
                .skip(top)
                .mapToDouble(Explanation.Part::adds)
                .sum();
    }

    /** The same as a member of an object. */
    Map<String, Object> member(long count, long line, Example example, Explanation explanation) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("example", count);
        member.put("line", line);
        member.put("id", example.id());
        member.put("label", example.hasLabel() ? model.labels().text(example) : null);
        if (explanation.output() < 0) {
            return member;
        }
        if (model.loss().outputs() > 1) {
            member.put("class", model.labels().classes().get(explanation.output()));
        }
        member.put("prediction", explanation.mean());
        member.put("margin", explanation.margin());
        member.put("base", explanation.base());
        List<Map<String, Object>> features = new ArrayList<>();
        explanation.parts().stream().limit(top).forEach(part -> features.add(member(part)));
        member.put("features", features);
        member.put("moreFeatures", more(explanation));
        member.put("moreAdd", rest(explanation));
        member.put("bounds", explanation.bounds());
        return member;
    }

    private static Map<String, Object> member(Explanation.Part part) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("index", part.index());
        member.put("names", part.names());
        member.put("adds", part.adds());
        member.put("weight", part.weight());
        member.put("value", (double) part.value());
        member.put("centre", part.centre());
        member.put("beyondLimit", part.beyond());
        return member;
    }
}
