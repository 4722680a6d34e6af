package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.RollingLoss;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a race stands: a line about the leader at 1, 2, 4, 8 … examples, and at the end a row for each contestant, the best first. */
final class RaceTable {
    private final PrintStream out;
    private long examples;
    private long nextLine = 1;

    RaceTable(PrintStream out) {
        this.out = out;
    }

    /** @param running who has learned the example and goes on */
    void add(List<Contestant> running) {
        examples++;
        if (examples == nextLine) {
            print(running);
            nextLine *= 2;
        }
    }

    private void print(List<Contestant> running) {
        if (examples == 1) {
            out.printf(
                    "%12s %12s %12s %12s %12s %8s  %s%n",
                    "examples", "mean loss", "rolling", "baseline", "previous", "running", "leader");
        }
        if (running.isEmpty()) {
            return;
        }
        Contestant leader = ranked(running).get(0);
        RollingLoss losses = leader.losses();
        boolean any = losses.labeled() > 0;
        out.printf(
                Locale.ROOT,
                "%12d %12s %12s %12s %12s %8d  %s%n",
                examples,
                any ? number(losses.meanLoss()) : "-",
                any ? number(losses.rollingLoss()) : "-",
                any ? number(losses.rollingBaselineLoss()) : "-",
                any ? number(losses.rolling().previousLabel().loss()) : "-",
                running.size(),
                any ? leader.optimizer() + " " + leader.name() : "-");
    }

    /** By mean loss; whoever has retired comes behind, the longest running first. Equals stay in their order. */
    static List<Contestant> ranked(List<Contestant> contestants) {
        return contestants.stream()
                .sorted(Comparator.comparing(Contestant::retired)
                        .thenComparing(Contestant::retiredAt, Comparator.reverseOrder())
                        .thenComparing(contestant -> contestant.losses().meanLoss()))
                .toList();
    }

    /** @param labeled whether there was any label: else nobody wins */
    static void add(Summary summary, List<Contestant> ranked, boolean labeled) {
        Contestant winner = labeled && !ranked.get(0).retired() ? ranked.get(0) : null;
        boolean classes = !Double.isNaN(quality(ranked.get(0)).accuracy());
        summary.line("", "")
                .line(
                        "race",
                        String.format(
                                "%12s %12s %12s %9s  %-9s %s",
                                "mean loss",
                                "rolling",
                                classes ? "accuracy" : "RMSE",
                                "refused",
                                "optimizer",
                                "settings"));
        List<Map<String, Object>> members = new ArrayList<>();
        for (Contestant contestant : ranked) {
            members.add(member(contestant));
            summary.line(contestant.retired() ? "  -" : "  " + members.size(), row(contestant, winner, labeled));
        }
        summary.put("race", members).put("winner", winner == null ? null : member(winner));
        if (winner != null) {
            summary.line("winner", winner.sets().isEmpty() ? "the configuration as it is" : winner.arguments());
        }
    }

    private static String row(Contestant contestant, Contestant winner, boolean labeled) {
        RollingLoss losses = contestant.losses();
        Quality quality = quality(contestant);
        double figure = Double.isNaN(quality.accuracy()) ? quality.rmse() : quality.accuracy();
        String marks = Stream.of(
                        contestant == winner ? "winner" : "",
                        contestant.byDefault() ? "default" : "",
                        contestant.retired() ? "retired at example " + contestant.retiredAt() : "")
                .filter(mark -> !mark.isEmpty())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%12s %12s %12s %9d  %-9s %s",
                labeled ? number(losses.meanLoss()) : "-",
                labeled ? number(losses.rollingLoss()) : "-",
                Double.isNaN(figure) ? "-" : number(figure),
                contestant.refused(),
                contestant.optimizer(),
                contestant.name() + (marks.isEmpty() ? "" : "  <- " + marks));
    }

    private static Map<String, Object> member(Contestant contestant) {
        RollingLoss losses = contestant.losses();
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("set", contestant.sets());
        member.put("optimizer", contestant.optimizer());
        member.put("default", contestant.byDefault());
        boolean any = losses.labeled() > 0;
        member.put("meanLoss", any ? finite(losses.meanLoss()) : null);
        member.put("rollingLoss", any ? finite(losses.rollingLoss()) : null);
        for (Figure figure : new Figure[] {Figure.ACCURACY, Figure.RMSE}) {
            double value = figure.of(quality(contestant));
            if (!Double.isNaN(value)) {
                member.put(figure.member(""), finite(value));
            }
        }
        member.put("refusedUpdates", contestant.refused());
        member.put("retiredAt", contestant.retired() ? contestant.retiredAt() : null);
        return member;
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Quality quality(Contestant contestant) {
        return contestant.losses().cumulative().model();
    }
}
