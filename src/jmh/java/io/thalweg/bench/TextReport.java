package io.thalweg.bench;

import com.sun.management.OperatingSystemMXBean;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.ParsedExamples;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import io.thalweg.learner.OnlineLearner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vowpalWabbit.learner.VWLearners;
import vowpalWabbit.learner.VWScalarLearner;

/**
 * Learning from text beside Vowpal Wabbit 9.3 through its Java binding: the same lines, the same loss and number of weights, in turns. Thalweg
 * reads the bytes of a file and parses them in a thread of its own, as {@code learn} does, or in the one that learns. Vowpal Wabbit is given
 * each line as a string, which its binding copies, and has one thread. Prints medians of millions of features a second by the clock, nanoseconds
 * of the process's processor time a feature, and the mean loss of each, to show that both have learned.
 */
final class TextReport {
    private static final int ROUNDS = 15;
    private static final int TO_WARM_UP = 5;
    private static final List<String> OPTIMIZERS = List.of("auto", "adagrad", "sgd");
    private static final String ONE_THREAD = ", one thread";

    private final TextLines text;
    private final Map<String, Samples> speeds = new TreeMap<>();
    private final Map<String, Samples> processorTimes = new TreeMap<>();
    private final Map<String, Double> losses = new TreeMap<>();

    private TextReport(TextLines text) {
        this.text = text;
    }

    /** One pass over the lines by a learner that knows nothing; returns the mean log loss, and the nanoseconds that it took. */
    private interface Pass {
        Result run(TextLines text) throws IOException;
    }

    private record Result(double loss, long nanos) {}

    /** @param file a path, or empty to generate the text */
    static void print(String file, PrintStream out) throws IOException {
        TextReport report = new TextReport(TextLines.of(file));
        out.printf(
                "%d lines, %.1f features and %.0f bytes a line%n",
                report.text.lines().size(),
                (double) report.text.features() / report.text.lines().size(),
                (double) report.text.bytes().length / report.text.lines().size());
        for (int round = -TO_WARM_UP; round < ROUNDS; round++) {
            for (String optimizer : OPTIMIZERS) {
                report.pass(optimizer, lines -> twoThreads(lines, optimizer), round >= 0);
                report.pass(optimizer + ONE_THREAD, lines -> oneThread(lines, optimizer), round >= 0);
            }
            report.pass("vw", lines -> vw(lines, ""), round >= 0);
            report.pass("vw --sgd", lines -> vw(lines, "--sgd"), round >= 0);
        }
        report.printTable(out);
    }

    private void pass(String name, Pass pass, boolean counts) throws IOException {
        long before = processorNanos();
        Result result = pass.run(text);
        if (counts) {
            Samples.of(speeds, name).add(text.features() * 1e3 / result.nanos());
            Samples.of(processorTimes, name).add((processorNanos() - before) / (double) text.features());
            losses.put(name, result.loss());
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static OnlineLearner learner(String optimizer) {
        return new OnlineLearner(ThalwegConfig.read(null, List.of("optimizer=" + optimizer), Map.of())
                .learner());
    }

    private static ExampleReader reader(TextLines text) throws IOException {
        return TextExamples.read(FileFormat.VW, new ByteArrayInputStream(text.bytes()), CsvColumns.DEFAULT);
    }

    private static Result twoThreads(TextLines text, String optimizer) throws IOException {
        OnlineLearner learner = learner(optimizer);
        long start = System.nanoTime();
        try (ExampleReader reader = reader(text);
                ParsedExamples parsed = new ParsedExamples(reader, learner.exampleBuilder())) {
            for (Example example = parsed.next(); example != null; example = parsed.next()) {
                learner.process(example);
            }
        }
        return new Result(learner.rollingLoss().meanLoss(), System.nanoTime() - start);
    }

    private static Result oneThread(TextLines text, String optimizer) throws IOException {
        OnlineLearner learner = learner(optimizer);
        ExampleBuilder builder = learner.exampleBuilder();
        long start = System.nanoTime();
        try (ExampleReader reader = reader(text)) {
            while (reader.read(builder)) {
                learner.process(builder.build());
            }
        }
        return new Result(learner.rollingLoss().meanLoss(), System.nanoTime() - start);
    }

    private static Result vw(TextLines text, String options) throws IOException {
        float[] margins = new float[text.lines().size()];
        long nanos;
        try (VWScalarLearner vw = VWLearners.create("--quiet --loss_function logistic -b 18 " + options)) {
            long start = System.nanoTime();
            int i = 0;
            for (String line : text.lines()) {
                margins[i++] = vw.learn(line);
            }
            nanos = System.nanoTime() - start;
        }
        double loss = 0;
        for (int i = 0; i < margins.length; i++) {
            double towards = text.lines().get(i).startsWith("-") ? -margins[i] : margins[i];
            loss += Math.log1p(Math.exp(-towards));
        }
        return new Result(loss / margins.length, nanos);
    }

    private void printTable(PrintStream out) {
        out.printf(
                "%n%-22s %12s %15s %18s %10s%n",
                "median of " + ROUNDS, "M features/s", "from – to", "processor ns", "mean loss");
        speeds.forEach((name, speed) -> out.printf(
                "%-22s %12.1f %15s %18.1f %10.4f%n",
                name,
                speed.median(),
                speed.spread("%.1f"),
                processorTimes.get(name).median(),
                losses.get(name)));
        out.println();
        for (String optimizer : OPTIMIZERS) {
            String other = optimizer.equals("sgd") ? "vw --sgd" : "vw";
            out.printf(
                    "%-8s / %-8s  %.2f, in one thread %.2f%n",
                    optimizer, other, ratio(optimizer, other), ratio(optimizer + ONE_THREAD, other));
        }
    }

    private double ratio(String one, String other) {
        return speeds.get(one).median() / speeds.get(other).median();
    }
}
