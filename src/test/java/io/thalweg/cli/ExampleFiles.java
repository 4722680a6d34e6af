package io.thalweg.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small seeded files of examples of three numeric features {@code a}, {@code b}, {@code c}. */
final class ExampleFiles {
    private ExampleFiles() {}

    /** Lines of Vowpal Wabbit text; the labels are -1 and 1, and can be learned. */
    static List<String> vw(int count, long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double a = random.nextInt(200) / 100.0;
            double b = random.nextInt(200) / 100.0;
            double c = random.nextInt(200) / 100.0;
            int label = a - b + 0.2 * random.nextGaussian() > 0 ? 1 : -1;
            lines.add(String.format(Locale.ROOT, "%d | a:%.2f b:%.2f c:%.2f", label, a, b, c));
        }
        return lines;
    }

    /** CSV; the labels are these classes, as they are to be written in it, and can be learned. */
    static List<String> named(int count, long seed, String... classes) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("label,a,b,c"));
        for (int i = 0; i < count; i++) {
            int[] cells = random.ints(3, 0, 200).toArray();
            int label = Math.min(classes.length - 1, (cells[0] + random.nextInt(40)) * classes.length / 240);
            lines.add(String.format(Locale.ROOT, "%s,%d,%d,%d", classes[label], cells[0], cells[1], cells[2]));
        }
        return lines;
    }

    static Path write(Path file, List<String> lines) throws IOException {
        return Files.write(file, lines);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
