package io.thalweg.bench;

import io.thalweg.format.ExampleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Vowpal Wabbit text with a label of −1 or 1 in each line, from a file, or generated to look like the RCV1 set: 68 to 78 features such as
 * {@code f253:5.3671591e-02}, ascending.
 *
 * @param lines each as a string, for who takes strings
 * @param bytes the same, as the file holds them
 * @param features in all lines together
 */
record TextLines(List<String> lines, byte[] bytes, long features) {
    private static final int GENERATED = 20_000;
    private static final int VOCABULARY = 47_000;

    /** @param file a path, or empty to generate */
    static TextLines of(String file) throws IOException {
        List<String> lines = file.isEmpty() ? generate() : read(file);
        long features = lines.stream()
                .mapToLong(line -> line.substring(line.indexOf('|') + 1).trim().split(" +").length)
                .sum();
        return new TextLines(lines, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), features);
    }

    private static List<String> read(String file) throws IOException {
        try (InputStream in = ExampleFile.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> generate() {
        Random random = new Random(1);
        double[] truth = random.doubles(VOCABULARY, -1, 1).toArray();
        return IntStream.range(0, GENERATED).mapToObj(i -> line(random, truth)).toList();
    }

    private static String line(Random random, double[] truth) {
        StringBuilder features = new StringBuilder();
        double margin = 0;
        int[] words = random.doubles()
                .mapToInt(u -> (int) (VOCABULARY * u * u * u))
                .distinct()
                .limit(68 + random.nextInt(11))
                .sorted()
                .toArray();
        for (int word : words) {
            double value = 0.02 + 0.15 * random.nextDouble();
            margin += 10 * truth[word] * value;
            features.append(String.format(Locale.ROOT, " f%d:%.7e", word, value));
        }
        return (random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? "1" : "-1") + " |" + features;
    }
}
