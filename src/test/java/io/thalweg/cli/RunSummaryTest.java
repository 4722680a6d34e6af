package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.topology.LearnerMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private static final List<String> FIGURES = List.of(
            LearnerMetrics.EXAMPLES,
            LearnerMetrics.LABELED,
            LearnerMetrics.REJECTED,
            LearnerMetrics.REFUSED_UPDATES,
            LearnerMetrics.MEAN_LOSS,
            LearnerMetrics.BASELINE_LOSS);

    private final Summary summary = new Summary();
    private final RunSummary ended = new RunSummary(summary);

    @Test
    void aModelThatHasNotAllItsFiguresIsLeftOut() {
        for (int missing = 0; missing < FIGURES.size(); missing++) {
            Map<String, Metric> whole = figures(FIGURES, 3);
            Map<String, Metric> partial = figures(FIGURES, 5);
            partial.remove(FIGURES.get(missing));
            Summary each = new Summary();
            new RunSummary(each).learned(new TreeMap<>(Map.of(new TaskId(0, 0), partial, new TaskId(0, 1), whole)), 1);
            assertThat(printed(each)).as("without %s", FIGURES.get(missing)).startsWith("examples             3 in");
        }
    }

    @Test
    void whySnapshotsCouldNotBeAskedForIsTold() {
        ended.snapshots(3, 1, 1, "Not authorized to access topics: [examples]");
        ended.stopped(false, true, 0.5);
        assertThat(printed(summary))
                .contains("1 of 3 snapshots published, 2 could not be asked for"
                        + " (Not authorized to access topics: [examples])");
    }

    private static Map<String, Metric> figures(List<String> names, double value) {
        Map<String, Metric> figures = new TreeMap<>();
        names.forEach(name -> figures.put(name, new Metric() {
            @Override
            public MetricName metricName() {
                return new MetricName(name, LearnerMetrics.GROUP, "", Map.of());
            }

            @Override
            public Object metricValue() {
                return value;
            }
        }));
        return figures;
    }

    private static String printed(Summary summary) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            summary.print();
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }
}
