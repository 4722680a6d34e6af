package io.thalweg.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What {@link LearnerBenchmark} is compared with: logistic regression by stochastic gradient descent as one would write it in ten lines. Flat
 * arrays, single precision, no intercept, no penalty, no loss, nothing recorded. An operation is an example.
 */
@State(Scope.Benchmark)
public class BareLoopBenchmark {
    private static final double RATE = 0.1;

    @Param({"unit", "real"})
    public String values;

    private Dataset data;
    private float[] weights;

    @Setup
    public void prepare() {
        data = LearnerBenchmark.dataset(values);
        weights = new float[1 << Dataset.HASH_BITS];
    }

    @Benchmark
    @OperationsPerInvocation(LearnerBenchmark.EXAMPLES)
    public double bareLoop() {
        int[] indices = data.indices;
        float[] features = data.values;
        float[] w = weights;
        double sum = 0;
        for (int i = 0; i < LearnerBenchmark.EXAMPLES; i++) {
            int from = i * Dataset.FEATURES;
            int to = from + Dataset.FEATURES;
            float margin = 0;
            for (int at = from; at < to; at++) {
                margin += w[indices[at]] * features[at];
            }
            double mean = 1 / (1 + Math.exp(-margin));
            sum += mean;
            float move = (float) (RATE * (data.labels[i] - mean));
            for (int at = from; at < to; at++) {
                w[indices[at]] += move * features[at];
            }
        }
        return sum;
    }
}
