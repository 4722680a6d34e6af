package io.thalweg.example;

/**
 * One example: features, perhaps a label, and how much it counts. Owned and reused by the {@link ExampleBuilder} that made it: read it before
 * the next one is begun. One thread.
 */
public final class Example {
    /** What {@link #timestampMs} says of an example that does not know when it happened. */
    public static final long NO_TIME = Long.MIN_VALUE;

    final Features features = new Features();
    final NotedNames names = new NotedNames();
    final RawFeatures toStandardize = new RawFeatures();
    String id = "";
    double label = Double.NaN;
    String labelName = "";
    double importance = 1;
    long timestampMs = NO_TIME;

    Example() {}

    public Features features() {
        return features;
    }

    /** Those whose values {@link #standardize} replaces, as they are in the data. */
    public RawFeatures toStandardize() {
        return toStandardize;
    }

    /** Gives {@link #features} the values that a scale makes of the raw ones. Called again, with another scale, it begins from the raw ones again. */
    public void standardize(FeatureScale scale) {
        if (toStandardize.size() > 0) {
            toStandardize.scale(features, scale);
        }
    }

    /** What the features are called, if this is one of the few examples that keep it; else there are none. */
    public NotedNames names() {
        return names;
    }

    /** The producer's name for the example; empty if it has none. */
    public String id() {
        return id;
    }

    public boolean hasLabel() {
        return !Double.isNaN(label) || !labelName.isEmpty();
    }

    /** The label as it is written in the data, finite; NaN if there is none, or if it is a name. */
    public double label() {
        return label;
    }

    /** The label if it is a name, of a class; empty if there is none, or if it is a number. */
    public String labelName() {
        return labelName;
    }

    /** Finite and at least 0; an example of importance 0 is predicted and changes nothing. */
    public double importance() {
        return importance;
    }

    /** When it happened, in milliseconds since 1970 UTC; {@link #NO_TIME} if the record does not say. */
    public long timestampMs() {
        return timestampMs;
    }
}
