package io.thalweg.bench;

import io.thalweg.serde.ReaderReport;
import java.nio.file.Path;

/**
 * The command line of the benchmarks: {@code core}, {@code vw}, {@code stream}, {@code text}, {@code reader}, {@code changelog}, {@code recovery}, {@code memory}, {@code pending}, or {@code accuracy}, {@code perturbed} and
 * {@code delay} with a directory of real data, see {@link AccuracyReport}.
 */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "core" -> CoreReport.print(System.out);
            case "stream" -> StreamReport.print(System.out);
            case "vw" -> VwReport.print(System.out);
            case "text" -> TextReport.print(arguments.length > 1 ? arguments[1] : "", System.out);
            case "reader" -> ReaderReport.print(System.out);
            case "changelog" -> ChangelogReport.print(System.out);
            case "recovery" -> RecoveryReport.print(System.out);
            case "memory" -> MemoryReport.print(System.out);
            case "pending" -> PendingReport.print(arguments.length > 1 ? arguments[1] : "", System.out);
            case "accuracy" -> AccuracyReport.print(Path.of(arguments[1]), System.out);
            case "perturbed" -> AccuracyReport.printPerturbed(Path.of(arguments[1]), System.out);
            case "delay" -> DelayReport.print(Path.of(arguments[1]), System.out);
            default ->
                throw new IllegalArgumentException(
                        "bench is " + arguments[0]
                                + "; it must be core, vw, stream, text, reader, changelog, recovery, memory, pending, accuracy, perturbed or delay");
        }
    }
}
