package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.OnlineLearner;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vowpalwabbit.spark.VowpalWabbitExample;
import org.vowpalwabbit.spark.VowpalWabbitNative;

/**
 * Learning alone, one thread, beside Vowpal Wabbit 9.3: both go over the same {@value LearnerBenchmark#EXAMPLES} examples of {@link Dataset}
 * {@value #PASSES} times, as objects in memory, parsed and hashed. Rounds take turns, each by a learner that knows nothing. Prints medians of
 * millions of features a second of the thread's processor time, their ratio, and the mean loss of each.
 *
 * <p>Vowpal Wabbit's examples are made through its Java binding, {@value Vw#AT_ONCE} at a time, while the clock stands still: the binding can
 * learn from each only once, for it lays out the indices anew whenever it learns. That layout is part of the time, and so is one call an
 * example.
 */
final class VwReport {
    private static final int ROUNDS = 15;
    private static final int TO_WARM_UP = 3;
    private static final int PASSES = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<String, Samples> speeds = new TreeMap<>();
    private final Map<String, Double> losses = new TreeMap<>();

    private VwReport() {}

    /** Something that has seen no example yet. */
    private interface Learner extends AutoCloseable {
        /** Goes over the examples once; returns the nanoseconds of processor time that learning took. */
        long pass();

        double meanLoss();

        @Override
        void close();
    }

    static void print(PrintStream out) {
        for (String values : List.of("unit", "real")) {
            new VwReport().print(values, out);
        }
    }

    private void print(String values, PrintStream out) {
        Dataset data = LearnerBenchmark.dataset(values);
        for (int round = -TO_WARM_UP; round < ROUNDS; round++) {
            measure("thalweg sgd", new Thalweg(data, "optimizer=sgd"), round >= 0);
            measure("vw --sgd", new Vw(data, "--sgd"), round >= 0);
            measure("thalweg auto", new Thalweg(data, "optimizer=auto"), round >= 0);
            measure("thalweg adagrad", new Thalweg(data, "optimizer=adagrad"), round >= 0);
            measure("vw", new Vw(data, ""), round >= 0);
        }
        out.printf("%n%-18s %12s %15s %10s%n", values + " values", "M features/s", "from – to", "mean loss");
        speeds.forEach((name, speed) -> out.printf(
                Locale.ROOT,
                "%-18s %12.1f %15s %10.4f%n",
                name,
                speed.median(),
                speed.spread("%.1f"),
                losses.get(name)));
        out.printf("thalweg sgd / vw --sgd     %.2f%n", ratio("thalweg sgd", "vw --sgd"));
        out.printf("thalweg auto / vw          %.2f%n", ratio("thalweg auto", "vw"));
        out.printf("thalweg adagrad / vw       %.2f%n", ratio("thalweg adagrad", "vw"));
    }

    private void measure(String name, Learner fresh, boolean counts) {
        try (Learner learner = fresh) {
            long nanos = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                nanos += learner.pass();
            }
            if (counts) {
                Samples.of(speeds, name)
                        .add(PASSES * (double) LearnerBenchmark.EXAMPLES * Dataset.FEATURES * 1e3 / nanos);
                losses.put(name, learner.meanLoss());
            }
        }
    }

    private double ratio(String one, String other) {
        return speeds.get(one).median() / speeds.get(other).median();
    }

    private static final class Thalweg implements Learner {
        private final List<Example> examples = new ArrayList<>();
        private final OnlineLearner learner;

        Thalweg(Dataset data, String setting) {
            learner = new OnlineLearner(
                    ThalwegConfig.read(null, List.of(setting), Map.of()).learner());
            for (int i = 0; i < data.size(); i++) {
                ExampleBuilder builder = learner.exampleBuilder();
                data.give(i, builder);
                examples.add(builder.build());
            }
        }

        @Override
        public long pass() {
            long start = THREADS.getCurrentThreadCpuTime();
            for (Example example : examples) {
                learner.process(example);
            }
            return THREADS.getCurrentThreadCpuTime() - start;
        }

        @Override
        public double meanLoss() {
            return learner.rollingLoss().meanLoss();
        }

        @Override
        public void close() {}
    }

    private static final class Vw implements Learner {
        static final int AT_ONCE = 100;

        private final VowpalWabbitNative vw;
        private final Dataset data;
        private final int[] indices = new int[Dataset.FEATURES];
        private final double[] values = new double[Dataset.FEATURES];

        Vw(Dataset data, String options) {
            this.data = data;
            vw = new VowpalWabbitNative("--quiet --loss_function logistic -b " + Dataset.HASH_BITS + " " + options);
        }

        @Override
        public long pass() {
            long nanos = 0;
            for (int first = 0; first < data.size(); first += AT_ONCE) {
                List<VowpalWabbitExample> examples = IntStream.range(first, first + AT_ONCE)
                        .mapToObj(this::example)
                        .toList();
                long start = THREADS.getCurrentThreadCpuTime();
                for (VowpalWabbitExample example : examples) {
                    example.learn();
                }
                nanos += THREADS.getCurrentThreadCpuTime() - start;
                examples.forEach(VowpalWabbitExample::close);
            }
            return nanos;
        }

        private VowpalWabbitExample example(int i) {
            for (int k = 0; k < Dataset.FEATURES; k++) {
                indices[k] = data.indices[i * Dataset.FEATURES + k];
                values[k] = data.values[i * Dataset.FEATURES + k];
            }
            VowpalWabbitExample example = vw.createExample();
            example.addToNamespaceSparse('f', indices, values);
            example.setLabel(data.labels[i] > 0 ? 1 : -1);
            return example;
        }

        @Override
        public double meanLoss() {
            return vw.getPerformanceStatistics().getAverageLoss();
        }

        @Override
        public void close() {
            vw.close();
        }
    }
}
