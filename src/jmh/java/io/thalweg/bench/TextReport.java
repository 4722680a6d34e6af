package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import io.thalweg.learner.OnlineLearner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vowpalWabbit.learner.VWLearners;
import vowpalWabbit.learner.VWScalarLearner;

/**
 * Learning from text, one thread, beside Vowpal Wabbit 9.3 through its Java binding: the same lines, the same loss and number of weights, in turns.
 * Thalweg reads the bytes of a file; Vowpal Wabbit is given each line as a string, which its binding copies. Prints medians of millions of
 * features a second, their ratio, and the mean loss of each, to show that both have learned.
 */
final class TextReport {
    private static final int ROUNDS = 15;
    private static final int TO_WARM_UP = 5;

    private final TextLines text;
    private final Map<String, Samples> speeds = new TreeMap<>();
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
            report.pass("thalweg adagrad", lines -> thalweg(lines, List.of("optimizer=adagrad")), round >= 0);
            report.pass("vw", lines -> vw(lines, ""), round >= 0);
            report.pass("thalweg auto", lines -> thalweg(lines, List.of()), round >= 0);
            report.pass("thalweg sgd", lines -> thalweg(lines, List.of("optimizer=sgd")), round >= 0);
            report.pass("vw --sgd", lines -> vw(lines, "--sgd"), round >= 0);
        }
        report.printTable(out);
    }

    private void pass(String name, Pass pass, boolean counts) throws IOException {
        Result result = pass.run(text);
        if (counts) {
            Samples.of(speeds, name).add(text.features() * 1e3 / result.nanos());
            losses.put(name, result.loss());
        }
    }

    private static Result thalweg(TextLines text, List<String> settings) throws IOException {
        OnlineLearner learner =
                new OnlineLearner(ThalwegConfig.read(null, settings, Map.of()).learner());
        ExampleBuilder builder = learner.exampleBuilder();
        long start = System.nanoTime();
        try (ExampleReader reader =
                TextExamples.read(FileFormat.VW, new ByteArrayInputStream(text.bytes()), CsvColumns.DEFAULT)) {
            while (reader.read(builder)) {
                learner.process(builder.build());
            }
        }
        long nanos = System.nanoTime() - start;
        return new Result(learner.rollingLoss().meanLoss(), nanos);
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
        out.printf("%n%-18s %12s %15s %10s%n", "median of " + ROUNDS, "M features/s", "from – to", "mean loss");
        speeds.forEach((name, speed) ->
                out.printf("%-18s %12.1f %15s %10.4f%n", name, speed.median(), speed.spread("%.1f"), losses.get(name)));
        out.printf("%nthalweg adagrad / vw       %.2f%n", ratio("thalweg adagrad", "vw"));
        out.printf("thalweg auto / vw          %.2f%n", ratio("thalweg auto", "vw"));
        out.printf("thalweg sgd / vw --sgd     %.2f%n", ratio("thalweg sgd", "vw --sgd"));
    }

    private double ratio(String one, String other) {
        return speeds.get(one).median() / speeds.get(other).median();
    }
}
