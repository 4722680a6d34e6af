package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;

import io.thalweg.join.LabelOutcome;
import io.thalweg.topology.JoinMetrics;
import io.thalweg.topology.LearnerMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.processor.TaskId;

/** What {@code run} ends with: the figures of the models that it had at the end, and one line of how it stopped. */
final class RunSummary {
    private static final Set<String> FIGURES = Set.of(
            LearnerMetrics.EXAMPLES,
            LearnerMetrics.LABELED,
            LearnerMetrics.REJECTED,
            LearnerMetrics.REFUSED_UPDATES,
            LearnerMetrics.MEAN_LOSS,
            LearnerMetrics.BASELINE_LOSS);

    private final Summary summary;
    private String snapshots = "";

    RunSummary(Summary summary) {
        this.summary = summary;
    }

    /** @param found read only now, by task and name; a model that comes or goes meanwhile may have a part of its figures, and is left out */
    void learned(SortedMap<TaskId, Map<String, Metric>> found, double seconds) {
        SortedMap<TaskId, Map<String, Metric>> models = new TreeMap<>(found);
        models.values().removeIf(metrics -> !metrics.keySet().containsAll(FIGURES));
        long examples = total(models, LearnerMetrics.EXAMPLES);
        long labeled = total(models, LearnerMetrics.LABELED);
        long rejected = total(models, LearnerMetrics.REJECTED);
        summary.put("examples", examples)
                .put("labeled", labeled)
                .put("rejected", rejected)
                .put("refusedUpdates", total(models, LearnerMetrics.REFUSED_UPDATES))
                .put("seconds", seconds)
                .put("models", each(models));
        summary.line("examples", examples + " in the life of the models here, of which " + labeled + " labeled")
                .line("rejected", rejected)
                .line("mean loss", range(models, LearnerMetrics.MEAN_LOSS))
                .line("baseline's loss", range(models, LearnerMetrics.BASELINE_LOSS))
                .line("seconds", oneDigit(seconds));
        joined(models);
    }

    /** What has become of examples and labels, where labels come on their own. */
    private void joined(SortedMap<TaskId, Map<String, Metric>> models) {
        if (models.values().stream().noneMatch(metrics -> metrics.containsKey(JoinMetrics.PENDING))) {
            return;
        }
        Map<String, Long> labels = new LinkedHashMap<>();
        labels.put(JoinMetrics.PENDING, total(models, JoinMetrics.PENDING));
        labels.put(JoinMetrics.EARLY, total(models, JoinMetrics.EARLY));
        for (LabelOutcome outcome : LabelOutcome.values()) {
            labels.put(outcome.name().toLowerCase(Locale.ROOT), total(models, JoinMetrics.total(outcome)));
        }
        summary.put("labels", labels)
                .line(
                        "labels",
                        labels.entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .collect(Collectors.joining(", ")));
    }

    /** @param problem why some could not be asked for; null if all could */
    void snapshots(int models, int asked, int published, String problem) {
        summary.put("snapshotsAsked", asked)
                .put("snapshotsPublished", published)
                .put("snapshotsProblem", problem);
        snapshots = "; " + published + " of " + models + " snapshots published";
        if (asked < models) {
            snapshots +=
                    ", " + (models - asked) + " could not be asked for" + (problem == null ? "" : " (" + problem + ")");
        }
        if (published < asked) {
            snapshots += ", " + (asked - published) + " will be when their models have learned so far";
        }
    }

    /**
     * @param failed whether it was by a failure: what was not committed then is lost, and comes again
     * @param committed whether Kafka took the last commit in time
     * @param seconds from the signal on
     */
    void stopped(boolean failed, boolean committed, double seconds) {
        summary.put("committed", committed && !failed).put("stopSeconds", seconds);
        String rest = "what is not committed will be learned after the next start";
        String how;
        if (failed) {
            how = "by a failure; " + rest;
        } else if (committed) {
            how = "in " + oneDigit(seconds) + " s, and all that was learned is committed";
        } else {
            how = "in " + oneDigit(seconds) + " s, but Kafka did not take the last commit in time; " + rest;
        }
        summary.line("stopped", how + snapshots);
    }

    private static List<Map<String, Object>> each(SortedMap<TaskId, Map<String, Metric>> models) {
        List<Map<String, Object>> each = new ArrayList<>();
        models.forEach((task, metrics) -> {
            boolean any = value(metrics, LearnerMetrics.LABELED) > 0;
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("partition", task.partition());
            model.put("examples", (long) value(metrics, LearnerMetrics.EXAMPLES));
            model.put("labeled", (long) value(metrics, LearnerMetrics.LABELED));
            model.put("rejected", (long) value(metrics, LearnerMetrics.REJECTED));
            model.put("meanLoss", any ? value(metrics, LearnerMetrics.MEAN_LOSS) : null);
            model.put("baselineLoss", any ? value(metrics, LearnerMetrics.BASELINE_LOSS) : null);
            each.add(model);
        });
        return each;
    }

    /** The smallest and the largest; models are too different from each other for a mean of means. */
    private static String range(SortedMap<TaskId, Map<String, Metric>> models, String metric) {
        double[] losses = models.values().stream()
                .filter(metrics -> value(metrics, LearnerMetrics.LABELED) > 0)
                .mapToDouble(metrics -> value(metrics, metric))
                .sorted()
                .toArray();
        if (losses.length == 0) {
            return "-";
        }
        return number(losses[0])
                + (losses.length == 1
                        ? ""
                        : " to " + number(losses[losses.length - 1]) + ", of " + losses.length + " models");
    }

    private static long total(SortedMap<TaskId, Map<String, Metric>> models, String metric) {
        return (long) models.values().stream()
                .mapToDouble(metrics -> value(metrics, metric))
                .sum();
    }

    private static double value(Map<String, Metric> metrics, String metric) {
        return (double) metrics.get(metric).metricValue();
    }

    private static String oneDigit(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
