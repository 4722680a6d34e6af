package io.thalweg.bench;

/** The command line of the benchmarks: {@code core}, {@code stream}, or {@code text} with perhaps a file of Vowpal Wabbit text. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "core" -> CoreReport.print(System.out);
            case "stream" -> StreamReport.print(System.out);
            case "text" -> TextReport.print(arguments.length > 1 ? arguments[1] : "", System.out);
            default ->
                throw new IllegalArgumentException("bench is " + arguments[0] + "; it must be core, stream or text");
        }
    }
}
