package io.thalweg.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of a field's values on their way to features. Immutable; any thread. */
public final class Transform {
    /** The transforms, as {@code features.transform} names them; NONE is nobody's name. */
    public enum Kind {
        NONE,
        LOG1P,
        BUCKETS,
        STANDARDIZE,
        TEXT,
        CATEGORY,
        VECTOR,
        IGNORE;

        /** Whether it is made of a number. */
        public boolean isOfNumbers() {
            return this == LOG1P || this == BUCKETS || this == STANDARDIZE;
        }
    }

    static final Transform NONE = new Transform(Kind.NONE, new double[0]);

    private static final String NAMES = "log1p, buckets(e1,e2,…), standardize, text, category, vector or ignore";
    private static final String BUCKETS = "buckets(";

    private final Kind kind;
    private final double[] edges;
    private final byte[][] buckets;

    private Transform(Kind kind, double[] edges) {
        this.kind = kind;
        this.edges = edges;
        buckets = new byte[edges.length + 1][];
        for (int i = 0; i < buckets.length; i++) {
            String from = i == 0 ? "(-inf" : "[" + DecimalText.of(edges[i - 1]);
            String to = i == edges.length ? "inf)" : DecimalText.of(edges[i]) + ")";
            buckets[i] = (from + "," + to).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** @throws IllegalArgumentException if there is no such transform, with those that there are */
    static Transform parse(String text) {
        if (text.startsWith(BUCKETS) && text.endsWith(")")) {
            return new Transform(Kind.BUCKETS, edges(text.substring(BUCKETS.length(), text.length() - 1)));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.NONE && kind != Kind.BUCKETS)
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .map(kind -> new Transform(kind, new double[0]))
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no transform '" + text + "'; it must be " + NAMES));
    }

    private static double[] edges(String text) {
        String[] texts = text.split(",", -1);
        double[] edges = new double[texts.length];
        for (int i = 0; i < edges.length; i++) {
            try {
                edges[i] = Double.parseDouble(texts[i].trim()) + 0.0;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "an edge of buckets(" + text + ") is not a number: '" + texts[i].trim() + "'", e);
            }
            if (!Double.isFinite(edges[i]) || i > 0 && edges[i] <= edges[i - 1]) {
                throw new IllegalArgumentException("the edges of buckets(" + text + ") must be finite and ascend");
            }
        }
        return edges;
    }

    public Kind kind() {
        return kind;
    }

    /** The name of the bucket that holds {@code value}: an edge belongs to the bucket above it. */
    byte[] bucket(double value) {
        int bucket = 0;
        while (bucket < edges.length && value >= edges[bucket]) {
            bucket++;
        }
        return buckets[bucket];
    }
}
