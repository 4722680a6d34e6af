package io.thalweg.serde;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reading records of somebody's own schema into examples: the compiled plan beside {@link GenericExtraction}, in turns, over the same bytes and into the same
 * kind of builder. Both make the same examples, to the last bit, or this fails. Prints medians of the thread's processor time over the rounds.
 */
public final class ReaderReport {
    private static final int RECORDS = 20_000;
    private static final int TO_WARM_UP = 10;
    private static final int ROUNDS = 31;

    private static final String HALF = "features.exclude=user.country,user.registered,user.spent,user.premium,browser,"
            + "page.path,page.price,referrer,seconds,clicks,attributes,tags,embedding,agent";

    private final List<byte[]> records;
    private final ExampleBuilder builder = new ExampleBuilder(18, 1000);
    private final ExampleParts parts = new ExampleParts();
    private final RecordPlan plan;
    private final GenericExtraction generic;

    private ReaderReport(FieldMapping mapping, List<byte[]> records) {
        this.records = records;
        plan = RecordPlan.of(UserEvents.SCHEMA, mapping, new FieldKinds());
        generic = new GenericExtraction(UserEvents.SCHEMA, mapping);
    }

    public static void print(PrintStream out) throws IOException {
        List<byte[]> records = UserEvents.encoded(RECORDS);
        out.printf(
                "%d records of %.0f bytes%n",
                RECORDS,
                records.stream().mapToInt(bytes -> bytes.length).average().orElseThrow());
        out.printf("%-22s %14s %14s %8s %15s%n", "", "plan ns/record", "generic", "ratio", "from – to");
        for (String set : new String[] {"features.include=*", HALF}) {
            FieldMapping mapping =
                    ThalwegConfig.read(null, List.of(set), Map.of()).fieldMapping();
            new ReaderReport(mapping, records).compare(set.equals(HALF) ? "half excluded" : "all fields", out);
        }
    }

    private void compare(String name, PrintStream out) throws IOException {
        double[] plans = new double[ROUNDS];
        double[] generics = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = -TO_WARM_UP; round < ROUNDS; round++) {
            long start = processorNanos();
            double one = byPlan();
            long middle = processorNanos();
            double other = byGeneric();
            long end = processorNanos();
            if (one != other) {
                throw new IllegalStateException("the plan makes " + one + ", the generic reader " + other);
            }
            if (round >= 0) {
                plans[round] = (double) (middle - start) / RECORDS;
                generics[round] = (double) (end - middle) / RECORDS;
                ratios[round] = generics[round] / plans[round];
            }
        }
        Arrays.sort(ratios);
        out.printf(
                "%-22s %14.0f %14.0f %8.2f %15s%n",
                name,
                median(plans),
                median(generics),
                median(ratios),
                String.format("%.2f – %.2f", ratios[0], ratios[ROUNDS - 1]));
    }

    /** Of this thread alone: what others do on the machine, and the collector's work for the garbage of the generic reader, is not counted. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double byPlan() {
        double sum = 0;
        for (byte[] record : records) {
            parts.in.over(record, 0, record.length);
            plan.read(parts, builder);
            sum += digest(builder.build());
        }
        return sum;
    }

    private double byGeneric() throws IOException {
        double sum = 0;
        for (byte[] record : records) {
            generic.read(record, builder);
            sum += digest(builder.build());
        }
        return sum;
    }

    private static double digest(Example example) {
        return example.features().squaredNorm()
                + example.label()
                + example.features().size();
    }
}
