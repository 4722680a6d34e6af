package io.thalweg.bench;

import java.util.Arrays;
import java.util.Map;

/** Measurements of one thing. */
final class Samples {
    private double[] sorted = {};

    static Samples of(Map<String, Samples> all, String name) {
        return all.computeIfAbsent(name, added -> new Samples());
    }

    void add(double sample) {
        sorted = Arrays.copyOf(sorted, sorted.length + 1);
        sorted[sorted.length - 1] = sample;
        Arrays.sort(sorted);
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Least and greatest. */
    String spread(String format) {
        return String.format(format, sorted[0]) + " – " + String.format(format, sorted[sorted.length - 1]);
    }
}
