package io.thalweg.cli;

import io.thalweg.generator.AdTruth;
import io.thalweg.generator.ClickFate;
import io.thalweg.join.LabelOutcome;
import io.thalweg.topology.JoinMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What has become of every impression and every click, as the topology says it and as the generator knows it. Both have the names of the outcomes, and
 * {@code pending} and {@code early} for what still waits.
 *
 * @param impressions sent, those included that move the clock on
 * @param open predictions of impressions that nothing has become of, one by one
 * @param found from the topic of outcomes and the metrics
 * @param expected of the same names
 */
record AdAccount(long impressions, long clicks, long open, Map<String, Long> found, Map<String, Long> expected) {
    private static final List<String> OF_IMPRESSIONS = List.of(
            name(LabelOutcome.MATCHED), name(LabelOutcome.EXPIRED), name(LabelOutcome.REPEATED), JoinMetrics.PENDING);
    private static final List<String> OF_CLICKS = List.of(
            name(LabelOutcome.MATCHED),
            name(LabelOutcome.DUPLICATE),
            name(LabelOutcome.CORRECTION),
            name(LabelOutcome.LATE),
            name(LabelOutcome.ORPHAN),
            JoinMetrics.EARLY);

    static String name(LabelOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** @param pending the impressions that wait in the end for nothing */
    static Map<String, Long> expected(AdTruth truth, long pending) {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put(name(LabelOutcome.MATCHED), truth.matched());
        expected.put(name(LabelOutcome.EXPIRED), truth.unmatched());
        expected.put(name(LabelOutcome.REPEATED), truth.repeated());
        expected.put(JoinMetrics.PENDING, pending);
        expected.put(name(LabelOutcome.DUPLICATE), truth.clicks().get(ClickFate.TWICE));
        expected.put(name(LabelOutcome.CORRECTION), truth.clicks().get(ClickFate.CORRECTED));
        expected.put(name(LabelOutcome.LATE), truth.clicks().get(ClickFate.LATE));
        expected.put(name(LabelOutcome.ORPHAN), truth.clicks().get(ClickFate.ORPHAN));
        expected.put(JoinMetrics.EARLY, 0L);
        return expected;
    }

    /** What does not match, each in one line; empty if every impression and every click is accounted for. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        sum("impressions", impressions, OF_IMPRESSIONS, differences);
        sum("clicks", clicks, OF_CLICKS, differences);
        if (open != found.get(JoinMetrics.PENDING)) {
            differences.add(
                    open + " predictions without an outcome, but " + found.get(JoinMetrics.PENDING) + " pending");
        }
        expected.forEach((name, count) -> {
            if (!count.equals(found.get(name))) {
                differences.add(found.get(name) + " " + name + ", but the generator knows of " + count);
            }
        });
        return differences;
    }

    private void sum(String what, long sent, List<String> names, List<String> differences) {
        long sum = names.stream().mapToLong(found::get).sum();
        if (sum != sent) {
            differences.add(sum + " " + what + " accounted for, but " + sent + " sent");
        }
    }

    void tell(Summary summary) {
        List<String> differences = differences();
        summary.put("impressionsSent", impressions)
                .put("clicksSent", clicks)
                .put("labels", found)
                .put("expectedLabels", expected)
                .put("accounted", differences.isEmpty())
                .put("differences", differences);
        summary.line("impressions sent", impressions + " = " + terms(OF_IMPRESSIONS))
                .line("", "the pending ones only move the clock on in the end, until nothing else waits")
                .line("clicks sent", clicks + " = " + terms(OF_CLICKS));
        if (differences.isEmpty()) {
            summary.line("", "every impression and every click accounted for, as the generator knows it");
        } else {
            differences.forEach(difference -> summary.line("not accounted for", difference));
        }
    }

    private String terms(List<String> names) {
        return names.stream().map(name -> found.get(name) + " " + name).collect(Collectors.joining(" + "));
    }
}
