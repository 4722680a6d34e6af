package io.thalweg.bench;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.OnlineLearner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From packed features to a checked {@link io.thalweg.example.Example}, alone and with learning from it. An operation is an example. */
@State(Scope.Benchmark)
public class BuilderBenchmark {
    @Param({"unit", "real"})
    public String values;

    private Dataset data;
    private OnlineLearner learner;
    private ExampleBuilder builder;

    @Setup
    public void prepare() {
        data = LearnerBenchmark.dataset(values);
        learner = new OnlineLearner(LearnerBenchmark.Variant.SGD_L2.settings());
        builder = learner.exampleBuilder();
    }

    @Benchmark
    @OperationsPerInvocation(LearnerBenchmark.EXAMPLES)
    public double build() {
        double sum = 0;
        for (int i = 0; i < LearnerBenchmark.EXAMPLES; i++) {
            data.give(i, builder);
            sum += builder.build().features().squaredNorm();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LearnerBenchmark.EXAMPLES)
    public double buildAndLearn() {
        double sum = 0;
        for (int i = 0; i < LearnerBenchmark.EXAMPLES; i++) {
            data.give(i, builder);
            sum += learner.process(builder.build()).mean();
        }
        return sum;
    }
}
