package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.evaluation.RollingLoss;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class LearnerMetricsTest {
    private final ThalwegConfig config = TestStream.config("hash.bits=10");

    private static Map<String, Metric> learnerMetrics(Map<MetricName, ? extends Metric> all) {
        Map<String, Metric> ours = new HashMap<>();
        all.forEach((name, metric) -> {
            if (name.group().equals(LearnerMetrics.GROUP)) {
                assertThat(name.tags()).containsEntry(LearnerMetrics.TASK_ID, "0_0");
                ours.put(name.name(), metric);
            }
        });
        return ours;
    }

    @Test
    void countsAndLossesAreThoseOfTheLearnerAndStayWhenItHasGone() {
        Map<MetricName, ? extends Metric> all;
        Map<String, Metric> ours;
        RollingLoss losses;
        try (TestStream stream = new TestStream(config)) {
            all = stream.metrics();
            ours = learnerMetrics(all);
            stream.pipe(new ExampleRecords(61, config.learner()).labeled(30));
            losses = stream.state().learner().rollingLoss();
            assertThat(ours.get(LearnerMetrics.EXAMPLES).metricValue()).isEqualTo(30.0);
        }
        assertThat(learnerMetrics(all)).as("registered").isEmpty();
        assertThat(ours.get(LearnerMetrics.EXAMPLES).metricValue()).isEqualTo(30.0);
        assertThat(ours.get(LearnerMetrics.LABELED).metricValue()).isEqualTo(30.0);
        assertThat(ours.get(LearnerMetrics.REJECTED).metricValue()).isEqualTo(0.0);
        assertThat(ours.get(LearnerMetrics.MEAN_LOSS).metricValue()).isEqualTo(losses.meanLoss());
        assertThat(ours.get(LearnerMetrics.BASELINE_LOSS).metricValue()).isEqualTo(losses.baselineLoss());
    }
}
