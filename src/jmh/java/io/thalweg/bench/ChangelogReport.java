package io.thalweg.bench;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the changelog of one task takes: a learner learns, with a commit every so many examples, and the blocks that each logs are counted as they are in a
 * topic. Takes no clock, so that it may run on a busy machine.
 */
final class ChangelogReport {
    private static final int EXAMPLES = 400_000;

    /** Of a record beside its value: four bytes of key, about as many again of lengths and differences, six of other fields. */
    static final int RECORD_BYTES = 16;

    /** Of a commit: the head of a batch, and the marker of the transaction. */
    private static final int COMMIT_BYTES = 61 + 78;

    private static final int[] EXAMPLES_OF_A_COMMIT = {100, 1_000, 10_000, 100_000};

    private record Variant(String name, int hashBits, Supplier<ExampleStream> stream) {}

    private static final List<Variant> VARIANTS = List.of(
            new Variant("dense, 13 of 2^18", 18, () -> ExampleStream.dense(13, 18)),
            new Variant("dense, 75 of 2^18", 18, () -> ExampleStream.dense(75, 18)),
            new Variant("clicks, 16 of 7,000 in 2^18", 18, ExampleStream::clicks),
            new Variant("text, 75 of 47,236 in 2^18", 18, () -> ExampleStream.sparse(75, 47_236, 18)),
            new Variant("wide, 75 of 2^22 in 2^22", 22, () -> ExampleStream.sparse(75, 1 << 22, 22)));

    private ChangelogReport() {}

    static void print(PrintStream out) {
        out.printf(
                "%-28s %-8s %9s %10s %9s %12s %12s%n",
                "stream", "", "examples", "KiB", "records", "MB a million", "KiB at rest");
        out.printf("%-28s %-8s %9s %10s %9s%n", "", "", "a commit", "a commit", "a commit");
        for (Variant variant : VARIANTS) {
            for (String optimizer : List.of("auto", "adagrad")) {
                for (int examples : EXAMPLES_OF_A_COMMIT) {
                    print(variant, optimizer, examples, out);
                }
            }
        }
    }

    private static void print(Variant variant, String optimizer, int examples, PrintStream out) {
        ThalwegConfig config = ThalwegConfig.read(
                null, List.of("hash.bits=" + variant.hashBits(), "optimizer=" + optimizer), Map.of());
        OnlineLearner learner = new OnlineLearner(config.learner());
        LearnerState state = new LearnerState(learner);
        ExampleBuilder builder = learner.exampleBuilder();
        ExampleStream stream = variant.stream().get();
        Map<Integer, Integer> atRest = new HashMap<>();
        Samples bytes = new Samples();
        Samples records = new Samples();
        for (int learned = 0; learned < EXAMPLES; learned += examples) {
            for (int k = 0; k < examples; k++) {
                builder.at(learned + k);
                stream.next(builder);
                learner.process(builder.build());
            }
            long[] logged = {COMMIT_BYTES, 0};
            state.drainDirty(key -> {
                int length = RECORD_BYTES + state.block(key).length;
                logged[0] += length;
                logged[1]++;
                atRest.put(key, length);
            });
            if (learned >= EXAMPLES / 2) {
                bytes.add(logged[0]);
                records.add(logged[1]);
            }
        }
        out.printf(
                "%-28s %-8s %9d %10.1f %9.0f %12.1f %12.0f%n",
                variant.name(),
                optimizer,
                examples,
                bytes.median() / 1024,
                records.median(),
                bytes.median() / examples,
                atRest.values().stream().mapToLong(Integer::longValue).sum() / 1024.0);
    }
}
