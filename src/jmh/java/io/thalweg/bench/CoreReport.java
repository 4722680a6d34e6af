package io.thalweg.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link LearnerBenchmark}, {@link BuilderBenchmark} and {@link BareLoopBenchmark} with JMH, in rounds, so that a disturbance of the machine
 * does not hit one of them alone, and prints medians over all iterations: millions of features a second, their ratio to the bare loop, and bytes
 * allocated an example.
 */
final class CoreReport {
    private static final int ROUNDS = 3;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, Samples> speeds = new TreeMap<>();
    private final Map<String, Samples> allocated = new TreeMap<>();

    private CoreReport() {}

    static void print(PrintStream out) throws RunnerException {
        CoreReport report = new CoreReport();
        for (int round = 1; round <= ROUNDS; round++) {
            out.printf("round %d of %d%n", round, ROUNDS);
            report.add(new Runner(options()).run());
        }
        for (String values : new String[] {"unit", "real"}) {
            report.printTable(values, out);
        }
    }

    private static Options options() {
        return new OptionsBuilder()
                .include(BareLoopBenchmark.class.getName())
                .include(LearnerBenchmark.class.getName())
                .include(BuilderBenchmark.class.getName())
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(300))
                .timeUnit(TimeUnit.SECONDS)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            String variant = result.getParams().getParam("variant");
            String name = result.getParams().getParam("values") + " "
                    + (variant == null ? "" : variant + " ")
                    + result.getPrimaryResult().getLabel();
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    Samples.of(speeds, name).add(iteration.getPrimaryResult().getScore() * Dataset.FEATURES / 1e6);
                }
            }
            Samples.of(allocated, name)
                    .add(result.getSecondaryResults().get(ALLOCATED).getScore());
        }
    }

    private void printTable(String values, PrintStream out) {
        double bare = speeds.get(values + " bareLoop").median();
        out.printf(
                "%n%-28s %12s %15s %9s %11s%n",
                values + " values", "M features/s", "from – to", "to bare", "B/example");
        speeds.forEach((name, speed) -> {
            if (name.startsWith(values)) {
                out.printf(
                        "%-28s %12.1f %15s %9.2f %11.3f%n",
                        name.substring(values.length() + 1),
                        speed.median(),
                        speed.spread("%.0f"),
                        speed.median() / bare,
                        allocated.get(name).median());
            }
        });
    }
}
