package io.thalweg.cli;

import io.thalweg.verify.Difference;
import io.thalweg.verify.Disturbance;
import io.thalweg.verify.Plan;
import io.thalweg.verify.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code verify} tells of its rounds: each disturbance as it comes, what was compared, and one verdict on all. One thread. */
final class VerifyReport {
    private static final int TOLD = 20;

    private final PrintStream out;
    private final List<Map<String, Object>> rounds = new ArrayList<>();
    private List<Map<String, Object>> disturbances;
    private final Map<Disturbance, Long> byKind = new EnumMap<>(Disturbance.class);
    private long differences;
    private long duplicates;

    VerifyReport(PrintStream out) {
        this.out = out;
    }

    void begin(long seed, Plan plan, int partitions) {
        disturbances = new ArrayList<>();
        rounds.add(
                new LinkedHashMap<>(Map.of("seed", seed, "examples", plan.examples(), "disturbances", disturbances)));
        out.println("seed " + seed + ": " + plan.examples() + " examples in " + partitions + " partitions, "
                + plan.steps().size() + " disturbances");
    }

    void disturbed(Plan.Step step) {
        byKind.merge(step.disturbance(), 1L, Long::sum);
        disturbances.add(Map.of("kind", step.disturbance().name(), "predicted", step.predicted()));
        out.printf(
                "  at %9d predictions: %s%n",
                step.predicted(), step.disturbance().words());
    }

    void end(Verdict verdict) {
        Map<String, Object> round = rounds.get(rounds.size() - 1);
        round.put("inputs", verdict.inputs());
        round.put("equal", verdict.equal());
        round.put("sha256", verdict.digests());
        round.put("duplicates", verdict.duplicates());
        round.put(
                "differences",
                verdict.differences().stream()
                        .limit(TOLD)
                        .map(Difference::toString)
                        .toList());
        differences += verdict.differences().size();
        duplicates += verdict.duplicates();
        verdict.equal().forEach((topic, count) -> out.println("  equal, byte for byte: " + count + " of " + topic));
        verdict.digests().forEach((partition, sha) -> out.println("  learner of partition " + partition + ": " + sha));
        verdict.differences().stream().limit(TOLD).forEach(difference -> out.println("  different: " + difference));
        if (verdict.differences().size() > TOLD) {
            out.println("  and " + (verdict.differences().size() - TOLD) + " more");
        }
    }

    boolean hasBegun() {
        return !rounds.isEmpty();
    }

    /** @param whole whether the last round has come to its end; those before have */
    void conclude(Summary summary, boolean whole, double seconds) {
        long disturbed = byKind.values().stream().mapToLong(Long::longValue).sum();
        summary.put("rounds", rounds)
                .put("disturbances", disturbed)
                .put("byKind", byKind)
                .put("duplicates", duplicates)
                .put("differences", differences)
                .put("verdict", whole ? isEqual() ? "equal" : "different" : "broken off")
                .put("seconds", seconds);
        byKind.forEach((kind, count) -> out.printf("%9d × %s%n", count, kind.words()));
        summary.line("rounds", rounds.size())
                .line("disturbances", disturbed)
                .line("duplicates", duplicates)
                .line("differences", differences)
                .line("verdict", words(whole));
    }

    private String words(boolean whole) {
        if (differences > 0) {
            return "DIFFERENT: not what an undisturbed run leaves";
        }
        if (duplicates > 0) {
            return "DIFFERENT: nothing lost, nothing learned twice, but outputs came again, byte for byte the same";
        }
        return whole
                ? "equal: nothing lost, nothing twice"
                : "none: broken off; what was compared until then was equal";
    }

    /** Whether all that was compared was as it must be, once. */
    boolean isEqual() {
        return differences == 0 && duplicates == 0;
    }
}
